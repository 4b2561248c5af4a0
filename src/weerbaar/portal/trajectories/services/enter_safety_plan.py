"""Enters the safety plan of the municipality for an area, adds priorities, and has measures point to them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.municipalities import municipality
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.trajectories.errors import NoSuchPriority, PlanFault, PlanRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import measure_in, run_by
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.plan_models import Priority, SafetyPlan
from weerbaar.portal.trajectories.safety_plans.read_priorities import MOST, PriorityForm, checked_priority


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What somebody fills in. `municipality` is a key of the list of municipalities; the council adopted it on a day."""

    municipality: str
    title: str
    adopted_on: date | None
    from_day: date | None
    to_day: date | None
    document_url: str
    contact_function: str = ""
    priorities: tuple[PriorityForm, ...] = ()


def enter_safety_plan(park_id: uuid.UUID, form: PlanForm, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the plan. The plan before stays, with what pointed to it.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        PlanRefused: carries why.
    """
    fields = _checked(form)
    with transaction.atomic():
        assert_may_run(actor, park_id)
        plan = SafetyPlan.objects.create(park_id=park_id, entered_at=now or timezone.now(), **fields)
        for place, priority in enumerate(form.priorities):
            _add(plan, place, checked_priority(priority))
        record_event(TrajectoryEvent.SAFETY_PLAN_ENTERED, actor=actor, subject_id=plan.id)
    return plan.id


def add_priority(park_id: uuid.UUID, plan_id: uuid.UUID, form: PriorityForm, *, actor: Person) -> uuid.UUID:
    """The id of one more priority; it comes last.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchPriority: the area has no such plan.
        PlanRefused: carries why.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        plan = SafetyPlan.objects.select_for_update().filter(id=plan_id, park_id=park_id).first()
        if plan is None:
            raise NoSuchPriority
        number = plan.priorities.count()
        if number >= MOST:
            raise PlanRefused(PlanFault.TOO_MANY)
        priority = _add(plan, number, checked_priority(form))
        record_event(TrajectoryEvent.SAFETY_PLAN_CHANGED, actor=actor, subject_id=plan.id)
    return priority.id


def link_measure(
    trajectory_id: uuid.UUID, measure_id: uuid.UUID, priority_id: uuid.UUID | None, *, actor: Person
) -> None:
    """The measure helps this priority of the council, or none.

    Raises:
        NoSuchTrajectory, NoSuchMeasure, ParkNotAllowed: this person does not run it, or there is none.
        NoSuchPriority: no plan of this area has it.
    """
    with transaction.atomic():
        row, park = run_by(actor, trajectory_id)
        measure = measure_in(row, measure_id)
        if priority_id and not Priority.objects.filter(id=priority_id, plan__park_id=park.id).exists():
            raise NoSuchPriority
        Measure.objects.filter(id=measure.id).update(priority_id=priority_id)
        record_event(TrajectoryEvent.MEASURE_LINKED, actor=actor, subject_id=measure.id)


def _add(plan: SafetyPlan, place: int, form: PriorityForm) -> Priority:
    return Priority.objects.create(
        plan=plan,
        place=place,
        field=form.field,
        text_short=form.text_short,
        period=form.period,
        indicator=form.indicator,
        target=form.target,
        lead_function=form.lead_function,
    )


def _checked(form: PlanForm) -> dict[str, object]:
    title, url = " ".join(form.title.split()), form.document_url.strip()
    if municipality(form.municipality) is None:
        raise PlanRefused(PlanFault.NO_MUNICIPALITY)
    if not title or len(title) > 160:
        raise PlanRefused(PlanFault.NO_TITLE)
    if form.adopted_on is None or form.from_day is None or form.to_day is None:
        raise PlanRefused(PlanFault.NO_DAY)
    if form.to_day <= form.from_day:
        raise PlanRefused(PlanFault.ENDS_BEFORE)
    try:
        URLValidator(schemes=["https", "http"])(url)
    except ValidationError as error:
        raise PlanRefused(PlanFault.NO_DOCUMENT) from error
    if len(url) > 300:
        raise PlanRefused(PlanFault.NO_DOCUMENT)
    if len(form.priorities) > MOST:
        raise PlanRefused(PlanFault.TOO_MANY)
    return {
        "municipality": form.municipality,
        "title": title,
        "adopted_on": form.adopted_on,
        "from_day": form.from_day,
        "to_day": form.to_day,
        "document_url": url,
        "contact_function": " ".join(form.contact_function.split())[:120],
    }
