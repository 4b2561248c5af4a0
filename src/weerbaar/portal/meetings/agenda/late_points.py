"""Points of walk-rounds that their owner has not solved in time, the latest first."""

from collections.abc import Sequence
from datetime import date

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.find import points_in
from weerbaar.portal.inspections.models import Point
from weerbaar.portal.inspections.words import PointState
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.words import Source
from weerbaar.portal.trajectories.models import Trajectory

_UNSOLVED = (PointState.OPEN.value, PointState.ASSIGNED.value, PointState.BUSY.value)


def late_points(trajectory: Trajectory, today: date) -> Sequence[Proposal]:
    """One point for each."""
    rows = points_in(trajectory.park_id).filter(state__in=_UNSOLVED, due_on__lt=today)
    return [_point(row, (today - row.due_on).days) for row in rows.order_by("due_on", "seen_at", "id")]


def _point(row: Point, days: int) -> Proposal:
    kind = load_inspection().types.get(row.type)
    where = f" ({row.place_text})" if row.place_text else ""
    owner = load_safety().parties.get(row.owner, {"nl": row.owner, "en": row.owner})
    title = {language: f"{kind.name[language] if kind else row.type}{where}" for language in ("nl", "en")}
    late = {
        "nl": f"{owner['nl']}: {days} {'dag' if days == 1 else 'dagen'} te laat",
        "en": f"{owner['en']}: {days} {'day' if days == 1 else 'days'} late",
    }
    return Proposal(Source.POINT, str(row.id), title, late)
