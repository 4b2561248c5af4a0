"""The letters about new points: to the people who speak for the party that repairs them. What they say is on the page alone."""

from collections import Counter
from datetime import datetime

from django.urls import reverse

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.services.send_points import PointsNotice, send_points
from weerbaar.portal.web.letters.send_letter import send_letter
from weerbaar.portal.web.park.kvo_words import party_name


def send_point_letters(now: datetime | None = None) -> int:
    """How many letters were sent. A duty of the scheduler."""
    return sum(_send(notice) for notice in send_points(now))


def _send(notice: PointsNotice) -> int:
    path = reverse("inspection-points", kwargs={"park_id": notice.park_id})
    types, sent = load_inspection().types, 0
    for reader in notice.readers:
        kinds = Counter(types[kind].name[reader.language] for kind in notice.types)
        values = {
            "park": notice.park_name,
            "party": party_name(notice.party, reader.language),
            "number": len(notice.types),
            "kinds": sorted(kinds.items()),
            "first_due": notice.first_due,
            "path": f"{path}?toon=van-mij",
        }
        sent += send_letter("points", reader.email, reader.language, values)
    return sent
