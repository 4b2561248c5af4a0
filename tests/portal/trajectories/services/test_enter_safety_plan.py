"""A safety plan is entered by who runs the area, and measures point to its priorities."""

from datetime import date
from typing import Any

import pytest

from tests.portal.meetings.table import task
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.errors import NoSuchMeasure, NoSuchPriority, PlanFault, PlanRefused
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.plan_models import SafetyPlan
from weerbaar.portal.trajectories.plan_selectors import asks_police_without_priority, plan_of, priority_of
from weerbaar.portal.trajectories.safety_plans.read_priorities import PriorityForm
from weerbaar.portal.trajectories.selectors import trajectory_of
from weerbaar.portal.trajectories.services.enter_safety_plan import (
    PlanForm,
    add_priority,
    enter_safety_plan,
    link_measure,
)
from weerbaar.portal.trajectories.services.keep_measure import add_measure, move_measure

pytestmark = pytest.mark.django_db
WATER = PriorityForm("IVP-PHYSICAL", "Voorbereid op water", "2026-2029")
TODAY = date(2028, 6, 1)


def plan(**fields: Any) -> PlanForm:
    filled = {
        "municipality": "utrecht",
        "title": "Veilig samen",
        "adopted_on": date(2025, 12, 11),
        "from_day": date(2026, 1, 1),
        "to_day": date(2029, 12, 31),
        "document_url": "https://plan.example/",
        "priorities": (WATER,),
        **fields,
    }
    return PlanForm(**filled)


@pytest.fixture
def here() -> Area:
    return area()


def test_measures_count_for_the_priority_that_they_point_to(here: Area) -> None:
    plan_id = enter_safety_plan(here.park.id, plan(), actor=here.manager)
    ids = [add_measure(here.trajectory, task(), actor=here.manager) for _ in range(3)]
    found = plan_of(here.at(PartnerKind.POLICE), here.park.id, TODAY)
    assert found is not None
    assert found.id == plan_id
    priority = found.priorities[0].id
    for measure_id in ids:
        link_measure(here.trajectory, measure_id, priority, actor=here.manager)
    for verb, words in ((MeasureVerb.AGREE, ""), (MeasureVerb.FINISH, "Foto")):
        move_measure(here.trajectory, ids[0], verb, words, actor=here.manager)
    move_measure(here.trajectory, ids[1], MeasureVerb.DROP, "Te duur", actor=here.manager)
    seen = priority_of(here.manager, here.park.id, priority)
    assert seen is not None
    assert (seen.measures, seen.done) == (2, 1)
    link_measure(here.trajectory, ids[0], None, actor=here.manager)
    assert Measure.objects.get(id=ids[0]).priority_id is None
    words = set(Event.objects.values_list("word", flat=True))
    assert {"person:safety-plan:enter", "person:measure:link"} <= words


def test_the_calendar_counts_back_from_the_last_day(here: Area) -> None:
    enter_safety_plan(here.park.id, plan(), actor=here.manager)
    found = plan_of(here.manager, here.park.id, TODAY)
    assert found is not None
    assert [day for day, _ in found.calendar] == [date(2028, 12, 31), date(2029, 3, 31), date(2029, 9, 30)]
    assert not found.ends_soon
    later = plan_of(here.manager, here.park.id, date(2029, 1, 1))
    assert later is not None
    assert later.ends_soon


def test_the_plan_of_the_day_is_shown_and_the_one_before_stays(here: Area) -> None:
    old = enter_safety_plan(here.park.id, plan(), actor=here.manager)
    new = enter_safety_plan(
        here.park.id, plan(from_day=date(2030, 1, 1), to_day=date(2033, 12, 31)), actor=here.manager
    )
    for day, wanted in ((TODAY, old), (date(2031, 1, 1), new), (date(2040, 1, 1), new)):
        found = plan_of(here.manager, here.park.id, day)
        assert found is not None
        assert found.id == wanted
    assert SafetyPlan.objects.count() == 2


def test_what_asks_the_police_without_a_priority_is_advised_on(here: Area) -> None:
    mine = add_measure(here.trajectory, task(partners=("police",)), actor=here.manager)
    add_measure(here.trajectory, task(), actor=here.manager)
    view = trajectory_of(here.manager, here.trajectory)
    assert [item.id for item in asks_police_without_priority(view)] == [mine]
    enter_safety_plan(here.park.id, plan(), actor=here.manager)
    found = plan_of(here.manager, here.park.id, TODAY)
    assert found is not None
    link_measure(here.trajectory, mine, found.priorities[0].id, actor=here.manager)
    assert not asks_police_without_priority(view)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"municipality": "atlantis"}, PlanFault.NO_MUNICIPALITY),
        ({"title": " "}, PlanFault.NO_TITLE),
        ({"adopted_on": None}, PlanFault.NO_DAY),
        ({"to_day": date(2026, 1, 1)}, PlanFault.ENDS_BEFORE),
        ({"document_url": "javascript:alert(1)"}, PlanFault.NO_DOCUMENT),
        ({"priorities": (PriorityForm("IVP-LUNCH", "a", "b"),)}, PlanFault.UNKNOWN_FIELD),
        ({"priorities": (PriorityForm("IVP-LIVING", "a", " "),)}, PlanFault.NO_TEXT),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_kept(
    here: Area, fields: dict[str, Any], fault: PlanFault
) -> None:
    with pytest.raises(PlanRefused) as refused:
        enter_safety_plan(here.park.id, plan(**fields), actor=here.manager)
    assert refused.value.fault is fault
    assert not SafetyPlan.objects.exists()


def test_partners_enter_nothing_and_strangers_find_nothing(here: Area) -> None:
    police = here.at(PartnerKind.POLICE)
    with pytest.raises(ParkNotAllowed):
        enter_safety_plan(here.park.id, plan(), actor=police)
    with pytest.raises(NoSuchPark):
        enter_safety_plan(here.park.id, plan(), actor=here.outsider.person)
    plan_id = enter_safety_plan(here.park.id, plan(), actor=here.manager)
    with pytest.raises(ParkNotAllowed):
        add_priority(here.park.id, plan_id, WATER, actor=police)
    with pytest.raises(NoSuchPriority):
        add_priority(here.park.id, here.park.id, WATER, actor=here.manager)
    add_priority(here.park.id, plan_id, WATER, actor=here.manager)
    found = plan_of(police, here.park.id, TODAY)
    assert found is not None
    assert len(found.priorities) == 2


def test_a_measure_points_to_a_priority_of_its_own_area_only(here: Area) -> None:
    other = SafetyPlan.objects.create(
        park=Park.objects.create(name="Rietgors"),
        municipality="utrecht",
        title="Ander plan",
        adopted_on=TODAY,
        from_day=date(2028, 1, 1),
        to_day=date(2029, 1, 1),
        document_url="https://plan.example/",
        entered_at="2028-01-01T00:00:00Z",
    )
    foreign = other.priorities.create(place=0, field="IVP-LIVING", text_short="x", period="y")
    measure_id = add_measure(here.trajectory, task(), actor=here.manager)
    with pytest.raises(NoSuchPriority):
        link_measure(here.trajectory, measure_id, foreign.id, actor=here.manager)
    with pytest.raises(NoSuchMeasure):
        link_measure(here.trajectory, here.park.id, None, actor=here.manager)
    assert priority_of(here.manager, here.park.id, foreign.id) is None
