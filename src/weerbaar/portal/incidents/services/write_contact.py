"""Writes down whom the companies of an area call, once somebody called there to see that it is right."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import ContactFault, ContactRefused
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.models import AreaContact
from weerbaar.portal.incidents.read_routing import ContactSource, load_routing
from weerbaar.portal.parks.selectors import assert_may_run

_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]*\Z")
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class ContactForm:
    """A number, and the day on which it was called to see that it is right."""

    phone: str
    checked_on: date | None


def write_contact(
    park_id: uuid.UUID, contact: str, form: ContactForm, *, actor: Person, now: datetime | None = None
) -> None:
    """Companies see the number from now on, with the day.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        ContactRefused: carries why.
    """
    now, phone = now or timezone.now(), " ".join(form.phone.split())
    with transaction.atomic():
        assert_may_run(actor, park_id)
        known = load_routing().contacts.get(contact)
        if known is None or known.source is not ContactSource.AREA:
            raise ContactRefused(ContactFault.NO_SUCH_CONTACT)
        if not _PHONE.match(phone) or len(phone) > 24 or sum(char.isdigit() for char in phone) < _FEWEST_DIGITS:
            raise ContactRefused(ContactFault.NO_PHONE)
        if form.checked_on is None:
            raise ContactRefused(ContactFault.NO_DAY)
        if form.checked_on > timezone.localdate(now):
            raise ContactRefused(ContactFault.DAY_AHEAD)
        AreaContact.objects.update_or_create(
            park_id=park_id,
            contact=contact,
            defaults={
                "phone": phone,
                "checked_on": form.checked_on,
                "written_at": now,
                "written_by_id": actor.user_id,
            },
        )
        record_event(IncidentEvent.CONTACT_WRITTEN, actor=actor, subject_id=park_id, contact=contact)


def remove_contact(park_id: uuid.UUID, contact: str, *, actor: Person) -> None:
    """Companies see the number no more. Does nothing when there was none.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        if AreaContact.objects.filter(park_id=park_id, contact=contact).delete()[0]:
            record_event(IncidentEvent.CONTACT_REMOVED, actor=actor, subject_id=park_id, contact=contact)
