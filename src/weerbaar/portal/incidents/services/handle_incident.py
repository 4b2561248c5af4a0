"""What the area does with a report: takes it up, and closes it with what was done. The company sees which party, not who."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import IncidentFault, IncidentRefused
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.find import reader_of, report_for
from weerbaar.portal.incidents.tells_who import tells_who
from weerbaar.portal.incidents.words import IncidentState

LONGEST_DONE = 300


def take_incident(park_id: uuid.UUID, incident_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """The party of this person works on it from now on; who runs the area does so as itself.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchIncident: not this person's to see.
        IncidentRefused: somebody took it up, or it is closed.
    """
    with transaction.atomic():
        row = report_for(actor, park_id, incident_id, lock=True)
        if row.state != IncidentState.NEW.value:
            raise IncidentRefused(IncidentFault.NOT_NOW)
        park, _ = reader_of(actor, park_id)
        row.state, row.taken_up_at = IncidentState.TAKEN_UP.value, now or timezone.now()
        row.taken_up_by = park.party.value if park.party else park.role.value
        row.save(update_fields=["state", "taken_up_at", "taken_up_by"])
        record_event(IncidentEvent.TAKEN_UP, actor=actor, subject_id=row.id)


def close_incident(
    park_id: uuid.UUID, incident_id: uuid.UUID, done: str, *, actor: Person, now: datetime | None = None
) -> None:
    """It is over; `done` says what was done, in words that tell of nobody.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchIncident: not this person's to see.
        IncidentRefused: it is closed already, or what was done is not said.
    """
    said = " ".join(done.split())
    with transaction.atomic():
        row = report_for(actor, park_id, incident_id, lock=True)
        if row.state == IncidentState.CLOSED.value:
            raise IncidentRefused(IncidentFault.NOT_NOW)
        if not said:
            raise IncidentRefused(IncidentFault.NOT_SAID, "done")
        if len(said) > LONGEST_DONE:
            raise IncidentRefused(IncidentFault.TOO_LONG, "done")
        if tells_who(said):
            raise IncidentRefused(IncidentFault.TELLS_WHO, "done")
        park, _ = reader_of(actor, park_id)
        row.state, row.done, row.closed_at = IncidentState.CLOSED.value, said, now or timezone.now()
        row.taken_up_by = row.taken_up_by or (park.party.value if park.party else park.role.value)
        row.save(update_fields=["state", "done", "closed_at", "taken_up_by"])
        record_event(IncidentEvent.CLOSED, actor=actor, subject_id=row.id)
