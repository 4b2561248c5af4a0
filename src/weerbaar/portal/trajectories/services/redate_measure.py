"""Gives a measure another day, and another owner where that is needed; the reason stays with it."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.errors import MeasureFault as Fault
from weerbaar.portal.trajectories.errors import MeasureNotNow, MeasureRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import measure_in, run_by
from weerbaar.portal.trajectories.models import MeasureStep
from weerbaar.portal.trajectories.services.keep_measure import RUNNING_PARTY
from weerbaar.portal.trajectories.words import MeasureState

VERB = "redate"
_OPEN = {MeasureState.IDEA, MeasureState.AGREED, MeasureState.IN_PROGRESS}


def redate_measure(
    trajectory_id: uuid.UUID,
    measure_id: uuid.UUID,
    due_on: date | None,
    owner: str,
    reason: str,
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the step that says so. An empty owner leaves who carries it.

    Raises:
        NoSuchTrajectory, NoSuchMeasure, ParkNotAllowed: this person does not run it, or there is none.
        MeasureNotNow: the measure is done or dropped.
        MeasureRefused: no day, no reason, or a party that we do not know.
    """
    now, reason = now or timezone.now(), reason.strip()[:1000]
    if due_on is None:
        raise MeasureRefused(Fault.NO_DAY)
    if not reason:
        raise MeasureRefused(Fault.NO_REASON)
    if owner and owner not in load_safety().parties:
        raise MeasureRefused(Fault.UNKNOWN_PARTY)
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        measure = measure_in(row, measure_id)
        if MeasureState(measure.state) not in _OPEN:
            raise MeasureNotNow(MeasureState(measure.state), VERB)
        measure.due_on, measure.owner = due_on, owner or measure.owner
        measure.save(update_fields=["due_on", "owner"])
        step = MeasureStep.objects.create(
            measure=measure,
            at=now,
            verb=VERB,
            source=measure.state,
            target=measure.state,
            party=RUNNING_PARTY,
            by_id=actor.user_id,
            text=reason,
        )
        record_event(TrajectoryEvent.MEASURE_REDATED, actor=actor, subject_id=measure_id)
    return step.id
