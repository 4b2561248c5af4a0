"""Plans an investment zone, changes the plan while nobody voted on it, and ends a zone."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.biz.errors import BizFault, BizRefused
from weerbaar.portal.biz.events import BizEvent
from weerbaar.portal.biz.find import zone_run_by
from weerbaar.portal.biz.levy import Band, as_rows, is_levy
from weerbaar.portal.biz.models import Zone
from weerbaar.portal.biz.words import Payers, ZoneState
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import assert_may_run

LONGEST_TERM_YEARS = 10


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """What somebody fills in. The term runs from the first day to the last, both included."""

    name: str
    purpose: str
    payers: str
    starts_on: date
    ends_on: date
    levy: tuple[Band, ...]


def plan_zone(park_id: uuid.UUID, plan: ZonePlan, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the zone; nothing is decided yet.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        BizRefused: the plan is not whole, or the area has a zone.
    """
    now = now or timezone.now()
    assert_may_run(actor, park_id)
    fields = _checked(plan)
    try:
        with transaction.atomic():
            row = Zone.objects.create(park_id=park_id, planned_at=now, **fields)
            record_event(BizEvent.PLANNED, actor=actor, subject_id=row.id)
    except IntegrityError as error:
        raise BizRefused(BizFault.ALREADY_ONE) from error
    return row.id


def change_zone(park_id: uuid.UUID, plan: ZonePlan, *, actor: Person) -> None:
    """Change the plan. Once the ballot is open it stands: people vote on what they read.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: the plan is not whole, or people vote or voted on it.
    """
    fields = _checked(plan)
    with transaction.atomic():
        row = zone_run_by(actor, park_id)
        if row.state != ZoneState.PLANNED:
            raise BizRefused(BizFault.NOT_NOW)
        Zone.objects.filter(id=row.id).update(**fields)
        record_event(BizEvent.CHANGED, actor=actor, subject_id=row.id)


def end_zone(park_id: uuid.UUID, *, actor: Person, on: date | None = None) -> None:
    """The term is over. Before its last day a zone does not end here: that takes a decision of the council.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: it does not run, or its term does.
    """
    with transaction.atomic():
        row = zone_run_by(actor, park_id)
        if row.state != ZoneState.RUNNING or (on or timezone.localdate()) <= row.ends_on:
            raise BizRefused(BizFault.NOT_NOW)
        Zone.objects.filter(id=row.id).update(state=ZoneState.ENDED.value)
        record_event(BizEvent.ENDED, actor=actor, subject_id=row.id)


def _checked(plan: ZonePlan) -> dict[str, Any]:
    if not plan.name.strip():
        raise BizRefused(BizFault.NO_NAME)
    if not plan.purpose.strip():
        raise BizRefused(BizFault.NO_PURPOSE)
    if plan.payers not in {word.value for word in Payers}:
        raise BizRefused(BizFault.UNKNOWN_PAYERS)
    if not plan.starts_on < plan.ends_on or plan.ends_on.year - plan.starts_on.year > LONGEST_TERM_YEARS:
        raise BizRefused(BizFault.BAD_TERM)
    if not is_levy(plan.levy):
        raise BizRefused(BizFault.BAD_LEVY)
    return {
        "name": plan.name.strip()[:120],
        "purpose": plan.purpose.strip()[:1000],
        "payers": plan.payers,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "levy": as_rows(plan.levy),
    }
