"""What reads safety plans and goals. Only for who has a seat at the area."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.selectors import park_of
from weerbaar.portal.trajectories.models import Goal, Measure
from weerbaar.portal.trajectories.plan_models import Priority, SafetyPlan
from weerbaar.portal.trajectories.safety_plans.read_safety_plan import Reminder, load_plan_guide
from weerbaar.portal.trajectories.schemes.evaluate import months_before
from weerbaar.portal.trajectories.selectors import MeasureView, TrajectoryView, measures_of
from weerbaar.portal.trajectories.words import MeasureState

_READY = (MeasureState.DONE.value, MeasureState.CHECKED.value)
_ENDED = {MeasureState.DONE, MeasureState.CHECKED, MeasureState.DROPPED}
POLICE = "police"
# A plan that ends within a year asks for a seat at the table (LNK-05).
SOON_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PriorityView:
    """A priority, with how many measures point to it (dropped ones do not count) and how many of those are done (LNK-04)."""

    id: uuid.UUID
    field: str
    text_short: str
    period: str
    indicator: str
    target: str
    lead_function: str
    measures: int
    done: int


@dataclass(frozen=True)
class PlanView:
    """A plan as the area entered it. `calendar` gives the day of each reminder; `ends_soon`: within a year."""

    id: uuid.UUID
    municipality: str
    title: str
    adopted_on: date
    from_day: date
    to_day: date
    document_url: str
    contact_function: str
    priorities: Sequence[PriorityView]
    calendar: Sequence[tuple[date, Reminder]]
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class GoalView:
    """What the area wants to reach."""

    id: uuid.UUID
    aspect: str
    indicator: str
    text: str
    baseline: float | None
    target: float | None
    by_day: date | None


def plan_of(person: Person, park_id: uuid.UUID, today: date) -> PlanView | None:
    """The plan of this day; else the newest; None when none was entered.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = SafetyPlan.objects.filter(park_id=park_id)
    row = rows.filter(from_day__lte=today, to_day__gte=today).first() or rows.first()
    if row is None:
        return None
    return PlanView(
        id=row.id,
        municipality=row.municipality,
        title=row.title,
        adopted_on=row.adopted_on,
        from_day=row.from_day,
        to_day=row.to_day,
        document_url=row.document_url,
        contact_function=row.contact_function,
        priorities=[_priority(item) for item in row.priorities.all()],
        calendar=[(months_before(row.to_day, item.months_before_end), item) for item in load_plan_guide().calendar],
        ends_soon=months_before(row.to_day, SOON_MONTHS) <= today <= row.to_day,
    )


def priority_of(person: Person, park_id: uuid.UUID, priority_id: uuid.UUID) -> PriorityView | None:
    """One priority of any plan of the area; None when there is none.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    row = Priority.objects.filter(id=priority_id, plan__park_id=park_id).first()
    return _priority(row) if row else None


def asks_police_without_priority(view: TrajectoryView) -> list[MeasureView]:
    """Measures under way that ask something of the police and name no priority (LNK-02): an advice, never a bar."""
    return [
        measure
        for measure in measures_of(view)
        if measure.state not in _ENDED and measure.priority_id is None and POLICE in {measure.owner, *measure.partners}
    ]


def goals_of(view: TrajectoryView) -> list[GoalView]:
    """By aspect, then as they were set."""
    rows = Goal.objects.filter(trajectory_id=view.id).order_by("aspect", "by_day", "id")
    return [GoalView(row.id, row.aspect, row.indicator, row.text, row.baseline, row.target, row.by_day) for row in rows]


def _priority(row: Priority) -> PriorityView:
    linked = Measure.objects.filter(priority=row).exclude(state=MeasureState.DROPPED.value)
    return PriorityView(
        id=row.id,
        field=row.field,
        text_short=row.text_short,
        period=row.period,
        indicator=row.indicator,
        target=row.target,
        lead_function=row.lead_function,
        measures=linked.count(),
        done=linked.filter(state__in=_READY).count(),
    )
