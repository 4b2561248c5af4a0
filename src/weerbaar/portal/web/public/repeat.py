"""The button that measures again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.errors import NoSuchRun, ScanRefused
from weerbaar.portal.scans.selectors import measurement
from weerbaar.portal.scans.services.repeat_scan import repeat_scan
from weerbaar.portal.web.public.private_page import private_page
from weerbaar.portal.web.public.refused import refused_page
from weerbaar.portal.web.public.visitors import language_of_page, visitor_of


@require_POST
@private_page
def repeat(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Start a new run of the same target and lead to its own link."""
    target = measurement(holder).target
    if target is None:
        raise NoSuchRun
    try:
        receipt = repeat_scan(holder, actor=visitor_of(request), language=language_of_page())
    except ScanRefused as refused:
        return refused_page(request, refused, target)
    return redirect("measurement", token=receipt.token)
