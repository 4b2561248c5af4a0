"""What is behind a hand-over's link: no cache, no index, a password first where one was set, and nothing when it has ended."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from weerbaar.portal.action_plans.errors import HandoverFault, NoSuchHandover
from weerbaar.portal.action_plans.handover_selectors import needs_password
from weerbaar.portal.action_plans.services.answer_handover import Supplier
from weerbaar.portal.core.actors import LinkHolder

_SESSION = "opened-handovers"


def link_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `Supplier`; who has not shown the password is asked for it first."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **names: Any) -> HttpResponse:
        holder = LinkHolder(token)
        try:
            handover_id, asks = needs_password(holder)
            if asks and not _has_shown(request, handover_id):
                response: HttpResponse = redirect("handover-password", token=token)
            else:
                response = view(request, Supplier(holder, knows_password=True), **names)
        except NoSuchHandover as gone:
            response = gone_page(request, gone)
        return for_this_link_only(response)

    return guarded


def remember_shown(request: HttpRequest, handover_id: uuid.UUID) -> None:
    """This browser has shown the password."""
    request.session[_SESSION] = [*request.session.get(_SESSION, []), str(handover_id)][-20:]


def gone_page(request: HttpRequest, gone: NoSuchHandover) -> HttpResponse:
    """Since when the link opens nothing, and whom to ask. Nothing of what it once showed; 404 when it never was.

    Raises:
        Http404: there never was such a link.
    """
    if gone.fault is HandoverFault.UNKNOWN:
        raise Http404
    return render(request, "supplier/gone.html", {"fault": gone.fault.value, "since": gone.since}, status=410)


def for_this_link_only(response: HttpResponse) -> HttpResponse:
    """Neither kept by caches nor found by search engines."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _has_shown(request: HttpRequest, handover_id: uuid.UUID) -> bool:
    return str(handover_id) in request.session.get(_SESSION, [])
