"""The link in an invitation: what it is for, and joining."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.organisations.errors import NoSuchInvitation
from weerbaar.portal.organisations.services.answer_invitation import accept_invitation, read_invitation
from weerbaar.portal.web.entrepreneur.member_page import person_of
from weerbaar.portal.web.entrepreneur.texts import role_hints, role_words


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the seat; with a press of the button, take it."""
    person = person_of(request)
    try:
        if request.method == "POST" and person:
            return redirect("overview", organisation_id=accept_invitation(token, actor=person))
        seat = read_invitation(token)
    except NoSuchInvitation as fault:
        response = render(request, "entrepreneur/invitation_gone.html", {"fault": fault}, status=410)
    else:
        context = {"seat": seat, "role": role_words()[seat.role], "hint": role_hints()[seat.role], "person": person}
        response = render(request, "entrepreneur/invitation.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
