"""The order of the plan, and the best set within an hour and a budget, compared with trying every set."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from weerbaar.portal.action_plans.plan import choose
from weerbaar.portal.action_plans.plan.choose import best_set, ordered
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.action_plans.plan.weigh import Weight

RULES = cause_table().effort


def weight(effect: float, minutes: int, euros: int = 0) -> Weight:
    return Weight(effect, minutes, minutes, euros, "self", "none")


def test_most_effect_for_the_effort_comes_first() -> None:
    weights = {"slow": weight(10, 300), "quick": weight(4, 15), "dear": weight(10, 15, 900), "nothing": weight(0, 15)}
    assert ordered(weights, RULES) == ("quick", "slow", "dear", "nothing")


def test_an_hour_and_no_money_leaves_out_what_costs_money() -> None:
    weights = {"a": weight(5, 40), "b": weight(4, 30), "c": weight(4, 30), "paid": weight(9, 10, 100)}
    chosen = best_set(weights, 60, 0, RULES)
    assert (set(chosen.keys), chosen.minutes, chosen.euros, chosen.effect) == ({"b", "c"}, 60, 0, 8)


def test_nothing_fits_in_nothing() -> None:
    assert best_set({"a": weight(5, 40)}, 0, 0, RULES).keys == ()


def test_with_room_for_everything_all_that_has_effect_is_chosen() -> None:
    weights = {"a": weight(5, 40, 100), "b": weight(0, 10), "c": weight(1, 300)}
    chosen = best_set(weights, 100_000, 100_000, RULES)
    assert (chosen.keys, chosen.minutes, chosen.euros, chosen.exact) == (("a", "c"), 340, 100, True)


def test_what_takes_nothing_always_fits() -> None:
    assert best_set({"a": weight(5, 0)}, 0, 0, RULES).keys == ("a",)


one_weight = st.builds(
    weight,
    st.integers(0, 20).map(lambda n: n / 2),
    st.integers(0, 12).map(lambda n: n * 5),
    st.integers(0, 6).map(lambda n: n * 50),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(one_weight, max_size=9), st.integers(0, 120), st.integers(0, 400))
def test_no_set_that_fits_does_better(weights: list[Weight], minutes: int, euros: int) -> None:
    named = {str(at): weight for at, weight in enumerate(weights)}
    best = max(
        sum(named[key].effect for key in keys)
        for size in range(len(named) + 1)
        for keys in combinations(named, size)
        if sum(named[key].own_minutes for key in keys) <= minutes and sum(named[key].euros for key in keys) <= euros
    )
    chosen = best_set(named, minutes, euros, RULES)
    assert chosen.effect == best
    assert chosen.exact
    assert chosen.effect == sum(named[key].effect for key in chosen.keys)
    assert chosen.minutes == sum(named[key].own_minutes for key in chosen.keys) <= minutes
    assert chosen.euros == sum(named[key].euros for key in chosen.keys) <= euros


def test_a_plan_of_sixty_actions_and_a_working_week_is_still_proven_best() -> None:
    weights = {str(n): weight(1 + n * 7 % 11 / 2, 10 + n * 5 % 60, n * 50 % 900) for n in range(60)}
    assert best_set(weights, 480, 1500, RULES).exact


def test_beyond_so_many_part_solutions_the_answer_says_that_it_is_not_proven() -> None:
    weights = {str(n): weight(1 + n * 7 % 11 / 2, 10 + n * 5 % 60, n * 50 % 900) for n in range(20)}
    before, choose.MOST_PARTS = choose.MOST_PARTS, 10
    try:
        chosen = best_set(weights, 480, 1500, RULES)
    finally:
        choose.MOST_PARTS = before
    assert not chosen.exact
    assert chosen.minutes <= 480
    assert chosen.euros <= 1500
