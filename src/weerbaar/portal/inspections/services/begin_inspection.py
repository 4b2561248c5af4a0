"""Begins a round."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import NoSuchInspection, RoundFault, RoundRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for
from weerbaar.portal.inspections.models import Inspection
from weerbaar.portal.inspections.words import Light

# Clocks of phones differ; further ahead than this is a mistake.
CLOCK_SLACK = timedelta(hours=24)


def begin_inspection(
    park_id: uuid.UUID,
    light: Light,
    *,
    actor: Person,
    inspection_id: uuid.UUID | None = None,
    started_at: datetime | None = None,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the round. Once more with the same id changes nothing: a phone that was offline may say it again.

    Raises:
        NoSuchPark: no seat at this area.
        NoSuchInspection: the id is that of a round elsewhere.
        RoundRefused: it would begin in the future.
    """
    now = now or timezone.now()
    with transaction.atomic():
        area_for(actor, park_id, lock=True)
        row = ensure_inspection(park_id, inspection_id or uuid.uuid4(), light, started_at or now, actor, now)
    return row.id


def ensure_inspection(
    park_id: uuid.UUID, inspection_id: uuid.UUID, light: Light, started_at: datetime, actor: Person, now: datetime
) -> Inspection:
    """The round, made if it was not there; to be called in a transaction that holds the area.

    Raises:
        NoSuchInspection, RoundRefused: as above.
    """
    row = Inspection.objects.filter(id=inspection_id).first()
    if row is not None:
        if row.park_id != park_id:
            raise NoSuchInspection
        return row
    if started_at > now + CLOCK_SLACK:
        raise RoundRefused(RoundFault.IN_FUTURE)
    row = Inspection.objects.create(
        id=inspection_id,
        park_id=park_id,
        round=light.value,
        started_at=started_at,
        walked_on=timezone.localdate(started_at),
        begun_by_id=actor.user_id,
    )
    record_event(InspectionEvent.BEGUN, actor=actor, subject_id=row.id, round=light.value)
    return row
