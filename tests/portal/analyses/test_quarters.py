"""Quarters follow each other, and every day lies in one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.analyses.quarters import Quarter, last_quarters, quarter_of


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_every_day_lies_in_the_quarter_that_is_named_for_it(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.after.first_day == quarter.last_day + timedelta(days=1)
    assert quarter.after.before == quarter


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (1999, 1), (9999, 1)])
def test_what_is_no_quarter_is_refused(year: int, number: int) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        Quarter(year, number)


def test_the_newest_come_first() -> None:
    assert [str(one) for one in last_quarters(date(2026, 2, 1), 3)] == ["2026-1", "2025-4", "2025-3"]
