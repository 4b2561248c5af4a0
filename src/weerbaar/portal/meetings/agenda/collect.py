"""The agenda of a meeting: what was written and moved by hand, and what comes on it by itself."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.meetings.agenda.late_points import late_points
from weerbaar.portal.meetings.agenda.new_figures import new_figures
from weerbaar.portal.meetings.agenda.old_minutes import old_minutes
from weerbaar.portal.meetings.agenda.overdue_measures import overdue_measures
from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.agenda.waiting_papers import waiting_papers
from weerbaar.portal.meetings.models import AgendaItem, Meeting
from weerbaar.portal.meetings.words import MeetingState, Source
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.questionnaires.bank import Texts

# In the order in which an agenda begins: what is late comes first.
SOURCES: tuple[Callable[[Trajectory, date], Sequence[Proposal]], ...] = (
    overdue_measures,
    late_points,
    new_figures,
    waiting_papers,
    old_minutes,
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point. `item_id` is None while it has no row; `is_live` says that its source still names it."""

    source: Source
    subject: str
    title: Texts
    why: Texts | None
    measure_id: uuid.UUID | None
    item_id: uuid.UUID | None
    is_live: bool

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.source}:{self.subject}"


def agenda_of(meeting: Meeting, now: datetime | None = None) -> list[Point]:
    """The points in order. Of a meeting that is over only what was kept; before, what comes by itself stands where it was put by
    hand, else behind those of its kind.
    """
    rows = list(AgendaItem.objects.filter(meeting=meeting))
    if meeting.state != MeetingState.PLANNED.value:
        return [_kept(row) for row in rows if not row.is_off]
    today = timezone.localdate(now or timezone.now())
    proposed = {
        (point.source.value, point.subject): point for source in SOURCES for point in source(meeting.trajectory, today)
    }
    decided = set(meeting.decisions.exclude(item=None).values_list("item_id", flat=True))
    points = [
        _point(row, proposed.pop((row.source, row.subject), None))
        for row in rows
        if row.source == Source.OWN.value or row.id in decided or (row.source, row.subject) in proposed
    ]
    off = {row.id for row in rows if row.is_off}
    points = [point for point in points if point.item_id not in off]
    fresh = [_fresh(point) for point in proposed.values()]
    return _woven(points, fresh)


def _woven(points: list[Point], fresh: list[Point]) -> list[Point]:
    """Each fresh point behind the last one of its source or of a source before it; so order by hand is kept."""
    order = list(Source)
    for point in fresh:
        before = [at for at, known in enumerate(points) if order.index(known.source) <= order.index(point.source)]
        points.insert(before[-1] + 1 if before else 0, point)
    return points


def _kept(row: AgendaItem) -> Point:
    return Point(Source(row.source), row.subject, row.title, None, row.measure_id, row.id, is_live=False)


def _point(row: AgendaItem, proposal: Proposal | None) -> Point:
    if proposal is None:
        return _kept(row)
    return Point(proposal.source, row.subject, proposal.title, proposal.why, proposal.measure_id, row.id, is_live=True)


def _fresh(proposal: Proposal) -> Point:
    return Point(
        proposal.source, proposal.subject, proposal.title, proposal.why, proposal.measure_id, None, is_live=True
    )
