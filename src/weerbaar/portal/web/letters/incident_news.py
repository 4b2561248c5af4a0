"""The letter about a report, at once, to who runs the area and to the parties that the kind goes to. It names no company."""

import uuid

from django.urls import reverse

from weerbaar.portal.incidents.read_routing import load_routing
from weerbaar.portal.incidents.selectors import letter_of
from weerbaar.portal.web.letters.send_letter import send_letter


def tell_area(incident_id: uuid.UUID) -> int:
    """How many letters were sent."""
    letter = letter_of(incident_id)
    if letter is None:
        return 0
    path = reverse("park-incident", kwargs={"park_id": letter.park_id, "incident_id": incident_id})
    texts = load_routing().kinds[letter.kind].name
    return sum(
        send_letter(
            "incident_news",
            reader.email,
            reader.language,
            {
                "park": letter.park_name,
                "kind": texts.get(reader.language, texts["nl"]),
                "day": letter.happened_on,
                "street": letter.street,
                "path": path,
            },
        )
        for reader in letter.readers
    )
