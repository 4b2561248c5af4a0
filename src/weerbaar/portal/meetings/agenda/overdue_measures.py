"""Measures of which the day has passed, the latest first."""

from collections.abc import Sequence
from datetime import date

from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.words import Source
from weerbaar.portal.trajectories.models import Measure, Trajectory
from weerbaar.portal.trajectories.words import MeasureState

_OPEN = (MeasureState.IDEA.value, MeasureState.AGREED.value, MeasureState.IN_PROGRESS.value)


def overdue_measures(trajectory: Trajectory, today: date) -> Sequence[Proposal]:
    """One point for each."""
    rows = Measure.objects.filter(trajectory=trajectory, state__in=_OPEN, due_on__lt=today)
    return [_point(row, (today - row.due_on).days) for row in rows.order_by("due_on", "added_at", "id") if row.due_on]


def _point(row: Measure, days: int) -> Proposal:
    late = {
        "nl": f"{days} dag te laat" if days == 1 else f"{days} dagen te laat",
        "en": f"{days} day late" if days == 1 else f"{days} days late",
    }
    return Proposal(Source.MEASURE, row.id.hex, {"nl": row.what, "en": row.what}, late, row.id)
