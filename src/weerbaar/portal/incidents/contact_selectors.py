"""What reads whom an area calls."""

import uuid
from dataclasses import dataclass
from datetime import date

from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.models import AreaContact
from weerbaar.portal.incidents.read_routing import ContactSource, load_routing
from weerbaar.portal.parks.selectors import park_of
from weerbaar.questionnaires.bank import Texts


@dataclass(frozen=True, slots=True)
class AreaContactView:
    """A contact that an area fills in; `phone` is empty as long as it did not."""

    id: str
    name: Texts
    use: Texts
    phone: str
    checked_on: date | None


def contacts_of(person: Person, park_id: uuid.UUID) -> list[AreaContactView]:
    """All that an area can fill in, in the order of the routing.

    Raises:
        NoSuchPark: no seat.
    """
    park_of(person, park_id)
    rows = {row.contact: row for row in AreaContact.objects.filter(park_id=park_id)}
    return [
        AreaContactView(
            contact.id,
            contact.name,
            contact.use,
            rows[contact.id].phone if contact.id in rows else "",
            rows[contact.id].checked_on if contact.id in rows else None,
        )
        for contact in load_routing().contacts.values()
        if contact.source is ContactSource.AREA
    ]
