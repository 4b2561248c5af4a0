"""`Keep this`: a visitor's result waits in the session until there is a company to belong to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.organisations.selectors import organisations_of
from weerbaar.portal.scans.errors import NoSuchRun
from weerbaar.portal.scans.selectors import measurement
from weerbaar.portal.scans.services.keep_result import keep_result
from weerbaar.portal.web.entrepreneur.member_page import person_of
from weerbaar.portal.web.public.private_page import private_page

_KEY = "kept"


@require_POST
@private_page
def keep(request: HttpRequest, holder: LinkHolder) -> HttpResponse:
    """Take the result into one's only company at once; else remember it on the way through signing in and naming one."""
    measurement(holder)
    person = person_of(request)
    mine = [view for view in organisations_of(person) if view.can_manage] if person else []
    if person and len(mine) == 1:
        keep_result(mine[0].id, holder, actor=person)
        return redirect("overview", organisation_id=mine[0].id)
    request.session[_KEY] = holder.token
    return redirect("company-new") if person else redirect("keep-how")


def kept_token(request: HttpRequest) -> str:
    """The secret of the link whose result waits, or nothing."""
    token = request.session.get(_KEY, "")
    return token if isinstance(token, str) else ""


def kept_domain(request: HttpRequest) -> str:
    """The domain of the result that waits, as people read it, or nothing."""
    token = kept_token(request)
    if not token:
        return ""
    try:
        target = measurement(LinkHolder(token)).target
    except NoSuchRun:
        return ""
    return target.display if target else ""


def forget_kept(request: HttpRequest) -> None:
    """Nothing waits any more."""
    request.session.pop(_KEY, None)
