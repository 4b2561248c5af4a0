"""Records a decision of a meeting. One about a measure changes or makes exactly that measure, in the same transaction."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.meetings.agenda.collect import agenda_of
from weerbaar.portal.meetings.errors import DecisionFault, DecisionRefused
from weerbaar.portal.meetings.events import MeetingEvent
from weerbaar.portal.meetings.find import meeting_run_by
from weerbaar.portal.meetings.models import AgendaItem, Decision, Meeting
from weerbaar.portal.meetings.services.keep_agenda import keep_points
from weerbaar.portal.meetings.words import DecisionKind, MeetingState
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure, moved_measure
from weerbaar.portal.trajectories.services.redate_measure import redate_measure
from weerbaar.portal.trajectories.words import DecidedBy

_VERBS = {
    DecisionKind.DONE: MeasureVerb.FINISH,
    DecisionKind.STOP: MeasureVerb.DROP,
    DecisionKind.AGREE: MeasureVerb.AGREE,
}


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """What somebody fills in. `text` is the evidence (DONE), the reason (REDATE, STOP) or the decision itself (OTHER); `point`
    the key of the point of the agenda, if there is one; `task` what a new task says.
    """

    kind: DecisionKind
    text: str = ""
    measure_id: uuid.UUID | None = None
    due_on: date | None = None
    owner: str = ""
    task: MeasureText | None = None
    point: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """What the decision did to which measure, by which step."""

    measure_id: uuid.UUID
    step_id: uuid.UUID


def record_decision(
    meeting_id: uuid.UUID, form: DecisionForm, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the decision.

    Raises:
        NoSuchMeeting, ParkNotAllowed: this person does not run the area.
        DecisionRefused: carries why.
        NoSuchMeasure, MeasureNotNow, MeasureRefused: the measure cannot be changed like this; then nothing is kept.
    """
    now, text = now or timezone.now(), form.text.strip()[:1000]
    with transaction.atomic():
        meeting = meeting_run_by(actor, meeting_id)
        assert_open(meeting, now)
        if form.kind is DecisionKind.MINUTES:
            raise DecisionRefused(DecisionFault.NO_MINUTES)  # minutes are approved by a service of their own
        if form.kind is DecisionKind.OTHER and not text:
            raise DecisionRefused(DecisionFault.NO_TEXT)
        points = keep_points(meeting, agenda_of(meeting, now))
        made = None if form.kind is DecisionKind.OTHER else _apply(meeting, form, text, actor, now)
        measure = Measure.objects.get(id=made.measure_id) if made else None
        item = points.get(form.point)
        return write_down(
            meeting,
            Decision(
                item=item,
                kind=form.kind.value,
                measure=measure,
                step_id=made.step_id if made else None,
                about=measure.what if measure else (item.title["nl"] if item else ""),
                owner=measure.owner if measure else "",
                due_on=measure.due_on if measure and form.kind is not DecisionKind.STOP else None,
                text=text,
            ),
            actor,
            now,
        )


def write_down(meeting: Meeting, row: Decision, actor: Person, now: datetime) -> uuid.UUID:
    """The next number of the meeting for this decision; inside a transaction that locked the meeting."""
    row.meeting, row.number = meeting, meeting.decisions.count() + 1
    row.at, row.by_id = now, actor.user_id
    row.save()
    record_event(MeetingEvent.DECIDED, actor=actor, subject_id=row.id, kind=row.kind)
    return row.id


def assert_open(meeting: Meeting, now: datetime) -> None:
    """Whether the meeting decides: from its day on, until it is closed.

    Raises:
        DecisionRefused: it does not, yet or any more.
    """
    if meeting.state != MeetingState.PLANNED.value:
        raise DecisionRefused(DecisionFault.CLOSED)
    if timezone.localdate(now) < timezone.localdate(meeting.starts_at):
        raise DecisionRefused(DecisionFault.NOT_YET)


def _apply(meeting: Meeting, form: DecisionForm, text: str, actor: Person, now: datetime) -> _Made:
    trajectory_id = meeting.trajectory_id
    if form.kind is DecisionKind.TASK:
        if form.task is None:
            raise DecisionRefused(DecisionFault.NO_MEASURE)
        measure_id = add_measure(trajectory_id, form.task, actor=actor, now=now)
        return _moved(trajectory_id, measure_id, MeasureVerb.AGREE, text, actor, now)
    if form.measure_id is None:
        raise DecisionRefused(DecisionFault.NO_MEASURE)
    if form.kind is DecisionKind.REDATE:
        step = redate_measure(trajectory_id, form.measure_id, form.due_on, form.owner, text, actor=actor, now=now)
        return _Made(form.measure_id, step)
    return _moved(trajectory_id, form.measure_id, _VERBS[form.kind], text, actor, now)


def _moved(
    trajectory_id: uuid.UUID, measure_id: uuid.UUID, verb: MeasureVerb, text: str, actor: Person, now: datetime
) -> _Made:
    moved = moved_measure(trajectory_id, measure_id, verb, text, DecidedBy.MEETING, actor=actor, now=now)
    return _Made(measure_id, moved.step_id)


def item_of(meeting: Meeting, key: str, now: datetime) -> AgendaItem | None:
    """The row of a point, made when it has none; for use by other services inside their transaction."""
    return keep_points(meeting, agenda_of(meeting, now)).get(key)
