"""Ends a round: who walked along, and where. From then on it counts."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import RoundFault, RoundRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for, inspection_in
from weerbaar.portal.inspections.number_plates import has_number_plate
from weerbaar.portal.inspections.policies import may_run
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import ParkNotAllowed


@dataclass(frozen=True, slots=True)
class RoundForm:
    """What is written down at the end. `participants` are parties: names of people are not kept here."""

    route: str
    participants: tuple[str, ...]
    weather: str = ""


def close_inspection(
    park_id: uuid.UUID, inspection_id: uuid.UUID, form: RoundForm, *, actor: Person, now: datetime | None = None
) -> None:
    """The round counts from now on, and its points go to their owners. Points of phones that come later are marked so.

    Raises:
        NoSuchPark, NoSuchInspection: there is none for this person.
        ParkNotAllowed: this person does not run the area.
        RoundRefused: it was closed before, or something is missing or cannot be taken.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = area_for(actor, park_id, lock=True)
        row = inspection_in(park_id, inspection_id)
        if not may_run(view.role):
            raise ParkNotAllowed
        if row.closed_at is not None:
            raise RoundRefused(RoundFault.CLOSED)
        _check(form)
        row.route, row.weather = form.route.strip()[:1000], form.weather.strip()[:120]
        row.participants = list(dict.fromkeys(form.participants))
        row.closed_at, row.closed_by_id = now, actor.user_id
        row.save(update_fields=["route", "weather", "participants", "closed_at", "closed_by_id"])
        record_event(InspectionEvent.CLOSED, actor=actor, subject_id=inspection_id)


def _check(form: RoundForm) -> None:
    if not form.route.strip():
        raise RoundRefused(RoundFault.NO_ROUTE)
    if has_number_plate(form.route) or has_number_plate(form.weather):
        raise RoundRefused(RoundFault.NUMBER_PLATE)
    if not form.participants:
        raise RoundRefused(RoundFault.NO_PARTICIPANTS)
    if not set(form.participants) <= set(load_safety().parties):
        raise RoundRefused(RoundFault.UNKNOWN_PARTY)
