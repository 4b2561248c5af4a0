"""The letter with the link to a seat at an area."""

from django.urls import reverse
from django.utils.translation import get_language

from weerbaar.portal.parks.services.offer_seat import OfferedSeat
from weerbaar.portal.web.letters.send_letter import send_letter


def send_seat(seat: OfferedSeat) -> bool:
    """In the language of who invites: that of the invited person is not known."""
    values = {
        "park": seat.park_name,
        "path": reverse("park-seat", kwargs={"token": seat.token}),
        "expires_at": seat.expires_at,
    }
    return send_letter("park_seat", seat.email, get_language() or "nl", values)
