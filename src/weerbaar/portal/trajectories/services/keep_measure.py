"""Adds a measure to the matrix, changes what it says, and moves it from state to state."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.decided import decided_outside
from weerbaar.portal.trajectories.errors import MeasureFault as Fault
from weerbaar.portal.trajectories.errors import MeasureNotNow, MeasureRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import measure_in, run_by, trajectory_for
from weerbaar.portal.trajectories.measure_states import MeasureVerb, Who, next_state
from weerbaar.portal.trajectories.models import Goal, Measure, MeasureStep
from weerbaar.portal.trajectories.policies import may_run, stands_as
from weerbaar.portal.trajectories.words import DecidedBy, MeasureState

_WORDS = {
    MeasureVerb.AGREE: TrajectoryEvent.MEASURE_AGREED,
    MeasureVerb.START: TrajectoryEvent.MEASURE_STARTED,
    MeasureVerb.FINISH: TrajectoryEvent.MEASURE_DONE,
    MeasureVerb.CHECK: TrajectoryEvent.MEASURE_CHECKED,
    MeasureVerb.DROP: TrajectoryEvent.MEASURE_DROPPED,
    MeasureVerb.REOPEN: TrajectoryEvent.MEASURE_REOPENED,
}
# Whoever runs the area speaks for it when no party is named.
RUNNING_PARTY = "park_manager"


@dataclass(frozen=True, slots=True)
class MeasureText:
    """What somebody fills in. `source` is an id of the list of measures, or empty; owner and partners are parties."""

    aspect: str
    problem: str
    what: str
    source: str = ""
    owner: str = ""
    partners: tuple[str, ...] = ()
    indicator: str = ""
    cost_euro: int | None = None
    funding: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The new state of a measure, and the id of the step that led there."""

    state: MeasureState
    step_id: uuid.UUID


def add_measure(
    trajectory_id: uuid.UUID, text: MeasureText, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the measure; it is an idea until it is agreed.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        MeasureRefused: a word that we do not know, or no text.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        _check(text)
        measure = Measure.objects.create(trajectory=row, added_at=now, **_fields(text))
        _note(measure, "add", "", MeasureState.IDEA, RUNNING_PARTY, actor, now, "")
        record_event(TrajectoryEvent.MEASURE_ADDED, actor=actor, subject_id=measure.id)
    return measure.id


def change_measure(trajectory_id: uuid.UUID, measure_id: uuid.UUID, text: MeasureText, *, actor: Person) -> None:
    """What it says, who carries it and when. A measure that is agreed keeps an owner, a day and an indicator.

    Raises:
        NoSuchTrajectory, NoSuchMeasure, ParkNotAllowed: this person does not run it, or there is none.
        MeasureRefused: a word that we do not know, no text, or something that was agreed would be lost.
    """
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        measure = measure_in(row, measure_id)
        _check(text)
        if MeasureState(measure.state) not in {MeasureState.IDEA, MeasureState.DROPPED}:
            _assert_agreed(text.owner, text.due_on, text.indicator)
        if text.owner and text.owner == measure.checked_by_party:
            raise MeasureRefused(Fault.OWN_CHECK)
        Measure.objects.filter(id=measure_id).update(**_fields(text))
        record_event(TrajectoryEvent.MEASURE_CHANGED, actor=actor, subject_id=measure_id)


def move_measure(
    trajectory_id: uuid.UUID,
    measure_id: uuid.UUID,
    verb: MeasureVerb,
    text: str = "",
    *,
    actor: Person,
    now: datetime | None = None,
) -> MeasureState:
    """The new state. `text` is the evidence when it is finished, the reason when it is dropped or taken up again.

    Raises:
        NoSuchTrajectory, NoSuchMeasure: there is none for this person.
        MeasureNotNow: the table has no such line for this party from where the measure is.
        MeasureRefused: it lacks what its new state asks for.
    """
    return moved_measure(trajectory_id, measure_id, verb, text, actor=actor, now=now).state


def moved_measure(
    trajectory_id: uuid.UUID,
    measure_id: uuid.UUID,
    verb: MeasureVerb,
    text: str = "",
    decided: DecidedBy | None = None,
    *,
    actor: Person,
    now: datetime | None = None,
) -> Moved:
    """The same, with the step that was written. `decided` is by what the measure becomes a task, when a meeting decides it.

    Raises:
        NoSuchTrajectory, NoSuchMeasure, MeasureNotNow, MeasureRefused: as when it is moved outside a meeting.
    """
    now, text = now or timezone.now(), text.strip()[:1000]
    with transaction.atomic():
        row, park = trajectory_for(actor, trajectory_id, lock=True)
        measure = measure_in(row, measure_id)
        who = stands_as(park.role, park.party, measure.owner)
        source = MeasureState(measure.state)
        target = next_state(source, verb, who)
        if target is None:
            raise MeasureNotNow(source, verb)
        party = RUNNING_PARTY if may_run(park.role) else (park.party.value if park.party else "")
        fields = _asked(measure, verb, text, party, who)
        if target is MeasureState.AGREED and (decided or not measure.decided):
            fields["decided"] = (decided or decided_outside(row)).value
        if not Measure.objects.filter(id=measure_id, state=source.value).update(state=target.value, **fields):
            raise MeasureNotNow(source, verb)
        step = _note(measure, verb.value, source.value, target, party, actor, now, text)
        record_event(_WORDS[verb], actor=actor, subject_id=measure_id)
    return Moved(target, step)


def set_goal(
    trajectory_id: uuid.UUID,
    indicator: str,
    text: str,
    *,
    baseline: float | None,
    target: float | None,
    by_day: date | None,
    actor: Person,
) -> uuid.UUID:
    """The id of a goal: an indicator with where it stands and where it has to be on a day.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        MeasureRefused: no such indicator, or no text.
    """
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        known = load_safety().indicators.get(indicator)
        if known is None:
            raise MeasureRefused(Fault.NO_INDICATOR)
        if not text.strip():
            raise MeasureRefused(Fault.NO_TEXT)
        goal = Goal.objects.create(
            trajectory=row,
            aspect=known.aspect,
            indicator=indicator,
            text=text.strip()[:300],
            baseline=baseline,
            target=target,
            by_day=by_day,
        )
        record_event(TrajectoryEvent.GOAL_SET, actor=actor, subject_id=goal.id)
    return goal.id


def _asked(measure: Measure, verb: MeasureVerb, text: str, party: str, who: Who) -> dict[str, Any]:
    """What changes with the state, once all that it asks for is there."""
    if verb is MeasureVerb.AGREE:
        _assert_agreed(measure.owner, measure.due_on, measure.indicator)
    if verb is MeasureVerb.FINISH:
        if not text:
            raise MeasureRefused(Fault.NO_EVIDENCE)
        return {"evidence": text}
    if verb is MeasureVerb.CHECK:
        if who is Who.OWNER or party == measure.owner:
            raise MeasureRefused(Fault.OWN_CHECK)
        return {"checked_by_party": party}
    if verb in {MeasureVerb.DROP, MeasureVerb.REOPEN}:
        if not text:
            raise MeasureRefused(Fault.NO_REASON)
        return {"reason": text} if verb is MeasureVerb.DROP else {"reason": "", "evidence": "", "checked_by_party": ""}
    return {}


def _assert_agreed(owner: str, due_on: date | None, indicator: str) -> None:
    for value, fault in ((owner, Fault.NO_OWNER), (due_on, Fault.NO_DAY), (indicator, Fault.NO_INDICATOR)):
        if not value:
            raise MeasureRefused(fault)


def _check(text: MeasureText) -> None:
    safety = load_safety()
    if text.aspect not in safety.aspects:
        raise MeasureRefused(Fault.UNKNOWN_ASPECT)
    if text.source and text.source not in safety.measures:
        raise MeasureRefused(Fault.UNKNOWN_SOURCE)
    if any(party not in safety.parties for party in (*text.partners, *([text.owner] if text.owner else []))):
        raise MeasureRefused(Fault.UNKNOWN_PARTY)
    if text.indicator and text.indicator not in safety.indicators:
        raise MeasureRefused(Fault.NO_INDICATOR)
    if not text.problem.strip() or not text.what.strip():
        raise MeasureRefused(Fault.NO_TEXT)


def _fields(text: MeasureText) -> dict[str, Any]:
    return {
        "aspect": text.aspect,
        "source": text.source,
        "problem": text.problem.strip()[:300],
        "what": text.what.strip()[:300],
        "owner": text.owner,
        "partners": list(text.partners),
        "indicator": text.indicator,
        "cost_euro": text.cost_euro,
        "funding": text.funding,
        "due_on": text.due_on,
    }


def _note(
    measure: Measure,
    verb: str,
    source: str,
    target: MeasureState,
    party: str,
    actor: Person,
    now: datetime,
    text: str,
) -> uuid.UUID:
    return MeasureStep.objects.create(
        measure=measure,
        at=now,
        verb=verb,
        source=source,
        target=target.value,
        party=party,
        by_id=actor.user_id,
        text=text,
    ).id
