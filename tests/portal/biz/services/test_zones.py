"""A zone: planned, voted on by numbers alone, its money kept row by row, and each year closed once."""

import uuid
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.portal.biz.zones import in_ballot, noon, plan, running
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.biz.errors import BizFault, BizRefused, NoSuchSpending
from weerbaar.portal.biz.levy import Band
from weerbaar.portal.biz.models import Ballot, MoneyIsKept, Spending, YearAccount, Zone
from weerbaar.portal.biz.selectors import money_of_measures, year_of, zone_of
from weerbaar.portal.biz.services.hold_ballot import count_ballot, note_returns, open_ballot
from weerbaar.portal.biz.services.keep_money import Bill, close_year, remove_line, set_line, spend, undo_spending
from weerbaar.portal.biz.services.plan_zone import change_zone, end_zone, plan_zone
from weerbaar.portal.biz.words import ZoneState
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.services.keep_measure import MeasureText, add_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def refused(fault: BizFault) -> "pytest.RaisesExc[BizRefused]":
    return pytest.raises(BizRefused, check=lambda error: error.fault is fault)


def state(here: Area) -> ZoneState:
    found = zone_of(here.manager, here.park.id)
    assert found is not None
    return found.state


def test_a_partner_reads_but_does_not_plan_and_a_stranger_finds_nothing(here: Area) -> None:
    with pytest.raises(ParkNotAllowed):
        plan_zone(here.park.id, plan(), actor=here.at(PartnerKind.POLICE))
    plan_zone(here.park.id, plan(), actor=here.manager)
    assert zone_of(here.at(PartnerKind.POLICE), here.park.id) is not None
    with pytest.raises(NoSuchPark):
        zone_of(here.outsider.person, here.park.id)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": "  "}, BizFault.NO_NAME),
        ({"purpose": ""}, BizFault.NO_PURPOSE),
        ({"payers": "everybody"}, BizFault.UNKNOWN_PAYERS),
        ({"ends_on": date(2025, 1, 1)}, BizFault.BAD_TERM),
        ({"ends_on": date(2040, 1, 1)}, BizFault.BAD_TERM),
        ({"levy": (Band(5, 25000, 60),)}, BizFault.BAD_LEVY),
    ],
)
def test_a_plan_that_is_not_whole_is_refused(here: Area, changes: dict[str, object], fault: BizFault) -> None:
    with refused(fault):
        plan_zone(here.park.id, plan(**changes), actor=here.manager)
    assert not Zone.objects.exists()


def test_an_area_has_one_zone_that_goes_somewhere(here: Area) -> None:
    plan_zone(here.park.id, plan(), actor=here.manager)
    with refused(BizFault.ALREADY_ONE):
        plan_zone(here.park.id, plan(name="Nog een"), actor=here.manager)


def test_the_plan_stands_once_people_vote_on_it(here: Area) -> None:
    plan_zone(here.park.id, plan(), actor=here.manager)
    change_zone(here.park.id, plan(name="BIZ Waard"), actor=here.manager)
    open_ballot(here.park.id, date(2024, 11, 1), date(2024, 11, 20), 60, actor=here.manager)
    with refused(BizFault.NOT_NOW):
        change_zone(here.park.id, plan(name="Anders"), actor=here.manager)
    assert Zone.objects.get().name == "BIZ Waard"


def test_a_ballot_needs_days_and_people(here: Area) -> None:
    plan_zone(here.park.id, plan(), actor=here.manager)
    with refused(BizFault.BAD_DAYS):
        open_ballot(here.park.id, date(2024, 11, 20), date(2024, 11, 1), 60, actor=here.manager)
    with refused(BizFault.NOBODY_ELIGIBLE):
        open_ballot(here.park.id, date(2024, 11, 1), date(2024, 11, 20), 0, actor=here.manager)


def test_forms_come_in_and_never_go_out_again(here: Area) -> None:
    in_ballot(here)
    note_returns(here.park.id, 31, actor=here.manager)
    with refused(BizFault.FEWER_THAN_BEFORE):
        note_returns(here.park.id, 30, actor=here.manager)
    with refused(BizFault.MORE_THAN_ELIGIBLE):
        note_returns(here.park.id, 61, actor=here.manager)
    assert Ballot.objects.get().returned == 31


@pytest.mark.parametrize(
    ("favour", "against", "comes"), [(20, 10, True), (19, 11, False), (20, 9, False), (60, 0, True)]
)
def test_the_count_decides(here: Area, favour: int, against: int, comes: bool) -> None:
    in_ballot(here)
    assert count_ballot(here.park.id, favour, against, 0, actor=here.manager, now=noon(date(2024, 11, 21))) is comes
    assert state(here) is (ZoneState.RUNNING if comes else ZoneState.REJECTED)
    assert Ballot.objects.get().counted_by


def test_nobody_counts_before_the_ballot_is_closed_or_more_votes_than_people(here: Area) -> None:
    in_ballot(here)
    with refused(BizFault.NOT_CLOSED):
        count_ballot(here.park.id, 30, 10, 0, actor=here.manager, now=noon(date(2024, 11, 20)))
    with refused(BizFault.MORE_THAN_ELIGIBLE):
        count_ballot(here.park.id, 50, 11, 0, actor=here.manager, now=noon(date(2024, 11, 21)))
    with refused(BizFault.MORE_THAN_ELIGIBLE):
        count_ballot(here.park.id, -1, 11, 0, actor=here.manager, now=noon(date(2024, 11, 21)))


def test_after_a_ballot_that_failed_a_new_plan_may_come(here: Area) -> None:
    in_ballot(here)
    count_ballot(here.park.id, 5, 5, 0, actor=here.manager, now=noon(date(2024, 11, 21)))
    plan_zone(here.park.id, plan(name="Tweede poging"), actor=here.manager)
    assert state(here) is ZoneState.PLANNED


def test_a_zone_ends_after_its_last_day_alone(here: Area) -> None:
    running(here)
    with refused(BizFault.NOT_NOW):
        end_zone(here.park.id, actor=here.manager, on=date(2027, 12, 31))
    end_zone(here.park.id, actor=here.manager, on=date(2028, 1, 1))
    assert state(here) is ZoneState.ENDED


def line(here: Area, amount: int = 100000, **more: object) -> uuid.UUID:
    return set_line(here.park.id, 2025, "Verlichting", amount, actor=here.manager, **more)  # type: ignore[arg-type]


def bill(line_id: uuid.UUID, cents: int, day: date = date(2025, 3, 1)) -> Bill:
    return Bill(line_id, day, cents, "Lampen achterpad", "F-17")


def test_spending_is_entered_and_undone_but_never_changed(here: Area) -> None:
    running(here)
    one = spend(here.park.id, bill(line(here), 30000), actor=here.manager, now=noon(date(2025, 3, 2)))
    with pytest.raises(MoneyIsKept):
        Spending.objects.get(id=one).save()
    undo_spending(here.park.id, one, actor=here.manager)
    with pytest.raises(NoSuchSpending):
        undo_spending(here.park.id, one, actor=here.manager)
    view = year_of(here.manager, here.park.id, 2025)
    assert view.spent_cents == 0
    assert [item.amount_cents for item in view.lines[0].spending] == [30000, -30000]
    assert Event.objects.filter(word="person:spending:undo").count() == 1


def test_money_goes_out_only_while_the_zone_runs_and_on_days_that_were(here: Area) -> None:
    in_ballot(here)
    with refused(BizFault.NOT_NOW):
        spend(here.park.id, bill(line(here), 1), actor=here.manager)
    count_ballot(here.park.id, 30, 10, 0, actor=here.manager, now=noon(date(2024, 11, 21)))
    for wrong, fault in (
        (bill(line(here), 0), BizFault.BAD_AMOUNT),
        (bill(line(here), 1, date(2026, 3, 1)), BizFault.OUTSIDE_TERM),
        (bill(line(here), 1, date(2025, 3, 3)), BizFault.OUTSIDE_TERM),
        (bill(uuid.uuid4(), 1), BizFault.NO_SUCH_LINE),
    ):
        with refused(fault):
            spend(here.park.id, wrong, actor=here.manager, now=noon(date(2025, 3, 2)))


def test_a_line_with_spending_stays(here: Area) -> None:
    running(here)
    empty = set_line(here.park.id, 2025, "Oefening", 5000, actor=here.manager)
    remove_line(here.park.id, empty, actor=here.manager)
    used = line(here)
    spend(here.park.id, bill(used, 100), actor=here.manager)
    with refused(BizFault.LINE_IN_USE):
        remove_line(here.park.id, used, actor=here.manager)


def test_a_measure_shows_what_it_cost(here: Area) -> None:
    running(here)
    text = MeasureText(aspect="public_space", problem="Donker", what="Lampen", source="")
    measure = add_measure(here.trajectory, text, actor=here.manager)
    spend(here.park.id, bill(line(here, measure_id=measure), 12500), actor=here.manager)
    (money,) = money_of_measures(here.manager, here.park.id)
    assert (money.measure_id, money.budget_cents, money.spent_cents) == (measure, 100000, 12500)
    with refused(BizFault.UNKNOWN_MEASURE):
        line(here, measure_id=uuid.uuid4())


def test_a_year_is_closed_once_when_it_is_over_and_stands(here: Area) -> None:
    running(here)
    used = line(here)
    spend(here.park.id, bill(used, 100), actor=here.manager)
    with refused(BizFault.YEAR_NOT_OVER):
        close_year(here.park.id, 2025, actor=here.manager, now=noon(date(2025, 12, 31)))
    close_year(here.park.id, 2025, actor=here.manager, now=noon(date(2026, 1, 15)))
    for change in (
        lambda: spend(here.park.id, bill(used, 100), actor=here.manager),
        lambda: line(here),
        lambda: close_year(here.park.id, 2025, actor=here.manager, now=noon(date(2026, 1, 15))),
    ):
        with refused(BizFault.YEAR_CLOSED):
            change()
    with pytest.raises(MoneyIsKept):
        YearAccount.objects.get().save()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), max_size=6))
def test_the_year_adds_up_whatever_was_entered_and_undone(here: Area, entries: list[tuple[int, bool]]) -> None:
    Zone.objects.all().delete()
    running(here)
    used, kept = line(here), 0
    for cents, undone in entries:
        one = spend(here.park.id, bill(used, cents), actor=here.manager)
        if undone:
            undo_spending(here.park.id, one, actor=here.manager)
        else:
            kept += cents
    assert year_of(here.manager, here.park.id, 2025).spent_cents == kept
