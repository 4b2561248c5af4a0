"""The letter with the link to a seat in a company."""

from django.urls import reverse
from django.utils.translation import get_language

from weerbaar.portal.organisations.services.invite_colleague import Seat
from weerbaar.portal.web.letters.send_letter import send_letter


def send_invitation(seat: Seat) -> bool:
    """In the language of who invites: that of the invited person is not known."""
    values = {
        "company": seat.organisation_name,
        "path": reverse("invitation", kwargs={"token": seat.token}),
        "expires_at": seat.expires_at,
    }
    return send_letter("invitation", seat.email, get_language() or "nl", values)
