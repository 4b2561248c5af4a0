"""Two editions side by side."""

from tests.portal.analyses.test_sentences import fact
from weerbaar.portal.analyses.compare import compare
from weerbaar.portal.analyses.evidence import Direction, Unit


def test_only_what_both_know_is_compared() -> None:
    then = [fact(key="a", value=10, lower=True), fact(key="b", value=3)]
    now = [fact(key="c", value=1), fact(key="a", value=7, lower=True)]
    (one,) = compare(then, now)
    assert (one.then.value, one.now.value) == (10, 7)
    assert (one.direction, one.is_better) == (Direction.LESS, True)


def test_more_of_something_good_is_better_and_no_change_is_neither() -> None:
    (more,) = compare([fact(value=5, lower=False)], [fact(value=9, lower=False)])
    (same,) = compare([fact(value=5, lower=False)], [fact(value=5, lower=False)])
    (neither,) = compare([fact(value=5)], [fact(value=9)])
    assert (more.is_better, same.is_better, neither.is_better) == (True, None, None)


def test_another_unit_is_another_figure() -> None:
    assert compare([fact(unit=Unit.PERCENT)], [fact(unit=Unit.COUNT)]) == []
