"""Writes down what the fire brigade wants to know of the area: ways in, hydrants, places to gather."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import FactFault, FactRefused
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.models import FireFact
from weerbaar.portal.incidents.policies import may_see_goods
from weerbaar.portal.incidents.words import FactKind, FactState
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.policies import may_run
from weerbaar.portal.parks.selectors import park_of

LONGEST_PLACE = 120


@dataclass(frozen=True, slots=True)
class FactForm:
    """What was found, where, in which state, and on which day somebody looked."""

    kind: FactKind | None
    place: str
    state: FactState | None
    checked_on: date | None


def note_fact(park_id: uuid.UUID, form: FactForm, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """Keep it; the newest of a kind and place takes the place of the one before.

    Raises:
        NoSuchPark, ParkNotAllowed: this person neither runs the area nor speaks for the fire brigade.
        FactRefused: carries why.
    """
    now, place = now or timezone.now(), " ".join(form.place.split())[:LONGEST_PLACE]
    with transaction.atomic():
        _assert_may_write(actor, park_id)
        if form.kind is None:
            raise FactRefused(FactFault.NO_KIND)
        if not place:
            raise FactRefused(FactFault.NO_PLACE)
        if form.state is None:
            raise FactRefused(FactFault.NO_STATE)
        if form.checked_on is None:
            raise FactRefused(FactFault.NO_DAY)
        if form.checked_on > timezone.localdate(now):
            raise FactRefused(FactFault.DAY_AHEAD)
        row, _ = FireFact.objects.update_or_create(
            park_id=park_id,
            kind=form.kind.value,
            place=place,
            defaults={
                "state": form.state.value,
                "checked_on": form.checked_on,
                "written_at": now,
                "written_by_id": actor.user_id,
            },
        )
        record_event(IncidentEvent.FACT_WRITTEN, actor=actor, subject_id=park_id, kind=row.kind)
    return row.id


def remove_fact(park_id: uuid.UUID, fact_id: uuid.UUID, *, actor: Person) -> None:
    """Take it off the list.

    Raises:
        NoSuchPark, ParkNotAllowed: this person neither runs the area nor speaks for the fire brigade.
        FactRefused: there is none.
    """
    with transaction.atomic():
        _assert_may_write(actor, park_id)
        if not FireFact.objects.filter(park_id=park_id, id=fact_id).delete()[0]:
            raise FactRefused(FactFault.NO_SUCH_FACT)
        record_event(IncidentEvent.FACT_REMOVED, actor=actor, subject_id=park_id)


def _assert_may_write(actor: Person, park_id: uuid.UUID) -> None:
    park = park_of(actor, park_id)
    if not may_run(park.role) and not may_see_goods(park.role, park.party):
        raise ParkNotAllowed
