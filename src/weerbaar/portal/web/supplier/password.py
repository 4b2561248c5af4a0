"""Asks for the password of a hand-over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.action_plans.errors import NoSuchHandover
from weerbaar.portal.action_plans.handover_selectors import needs_password
from weerbaar.portal.action_plans.services.answer_handover import try_password
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.web.supplier.link_page import for_this_link_only, gone_page, remember_shown


@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest, token: str) -> HttpResponse:
    """The page says nothing of the tasks, nor of whose they are."""
    holder = LinkHolder(token)
    try:
        handover_id, asks = needs_password(holder)
        if not asks:
            return redirect("handover", token=token)
        errors, status = {}, 200
        if request.method == "POST":
            if try_password(holder, request.POST.get("password", "")):
                remember_shown(request, handover_id)
                return for_this_link_only(redirect("handover", token=token))
            needs_password(holder)  # the tenth wrong one has closed the link: then say so
            errors, status = {"password": [_("This is not the password. Ask your customer for it.")]}, 422
        response = render(request, "supplier/password.html", {"errors": errors}, status=status)
    except NoSuchHandover as gone:
        response = gone_page(request, gone)
    return for_this_link_only(response)
