"""What a company pays and what the BIZ pays, for every number and price: cents that add up."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weerbaar.portal.joint_purchases.errors import OfferFault
from weerbaar.portal.joint_purchases.prices import Step, biz_share, price_at, shown_number
from weerbaar.portal.joint_purchases.services.submit_offer import step_fault

CENTS = st.integers(min_value=1, max_value=100_000_000)


@settings(suppress_health_check=[HealthCheck.too_slow])  # of a machine that others use
@given(st.lists(st.tuples(st.integers(5, 200), CENTS), max_size=5, unique_by=lambda step: step[0]), CENTS)
def test_a_step_holds_from_its_own_number_on_and_not_one_before(higher: list[tuple[int, int]], first: int) -> None:
    steps = [Step(1, first), *(Step(*step) for step in sorted(higher))]
    for before, step in pairwise(steps):
        assert price_at(steps, step.from_participants) == step.price_cents
        assert price_at(steps, step.from_participants - 1) == before.price_cents
    assert price_at(steps, 0) == price_at(steps, 1) == first


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(CENTS, st.integers(0, 100), st.none() | CENTS)
def test_the_biz_never_pays_more_than_price_cap_or_percentage(price: int, percent: int, cap: int | None) -> None:
    share = biz_share(price, percent, cap)
    assert 0 <= share <= price
    assert cap is None or share <= cap
    if percent:
        assert 2 * 100 * share <= 2 * price * percent + 100
    if cap is None and not percent:
        assert share == 0


@pytest.mark.parametrize(
    ("price", "percent", "cap", "share"),
    [
        (101, 50, None, 51),
        (99, 50, None, 50),
        (1, 49, None, 0),
        (30_000, 50, 10_000, 10_000),
        (8_000, 0, 10_000, 8_000),
    ],
)
def test_half_a_cent_is_rounded_upwards(price: int, percent: int, cap: int | None, share: int) -> None:
    assert biz_share(price, percent, cap) == share


def test_a_number_below_five_is_never_told() -> None:
    assert [shown_number(number) for number in (0, 1, 4, 5, 6)] == [None, None, None, 5, 6]


@pytest.mark.parametrize("start", [2, 3, 4])
def test_a_step_that_would_tell_a_number_below_five_is_refused(start: int) -> None:
    assert step_fault((Step(1, 900), Step(start, 800))) is OfferFault.STEPS_TOO_LOW


def test_steps_start_at_one_rise_and_never_get_dearer() -> None:
    assert step_fault(()) is OfferFault.NO_FIRST_STEP
    assert step_fault((Step(5, 900),)) is OfferFault.NO_FIRST_STEP
    assert step_fault((Step(1, 900), Step(5, 901))) is OfferFault.STEPS_OUT_OF_ORDER
    assert step_fault((Step(1, 900), Step(9, 800), Step(9, 700))) is OfferFault.STEPS_OUT_OF_ORDER
    assert step_fault((Step(1, 0),)) is OfferFault.BAD_PRICE
    assert step_fault((Step(1, 900), Step(5, 900), Step(6, 1))) is None
