"""The home page: one field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.scans.errors import ScanRefused
from weerbaar.portal.scans.services.start_scan import start_scan
from weerbaar.portal.web.public.demo_companies import demo_companies
from weerbaar.portal.web.public.domain_form import DomainForm, Reading
from weerbaar.portal.web.public.refused import refused_page
from weerbaar.portal.web.public.visitors import language_of_page, visitor_of


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Show the field; with a name in it, start a scan and lead to its private link."""
    if request.method != "POST":
        return _page(request, DomainForm())
    form = DomainForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    reading: Reading = form.cleaned_data["domain"]
    try:
        receipt = start_scan(
            reading.target, actor=visitor_of(request), language=language_of_page(), typed=reading.typed
        )
    except ScanRefused as refused:
        return refused_page(request, refused, reading.target)
    return redirect("measurement", token=receipt.token)


def _page(request: HttpRequest, form: DomainForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "companies": demo_companies()}
    return render(request, "public/home.html", context, status=status)
