"""What a year adds up to: unknown is not zero, and months never mix with the year."""

from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.figures.totals import Counted, by_kind, per_hundred, yearly
from weerbaar.portal.figures.words import Source

CODES = ("BU1", "BU2")


def crime(period: str, number: int | None, place: str = "BU1", kind: str = "2.5.1") -> Counted:
    source = Source.POLICE_MONTH if "-" in period else Source.POLICE_YEAR
    return Counted(source, period, place, kind, number, False, f"file of {period[:4]}")


def test_neighbourhoods_are_added_up() -> None:
    (year,) = yearly([crime("2024", 3), crime("2024", 4, "BU2")], CODES)
    assert (year.number, year.batches) == (7, ("file of 2024",))


def test_a_year_that_one_neighbourhood_lacks_is_unknown() -> None:
    assert yearly([crime("2024", 3)], CODES)[0].number is None
    assert yearly([crime("2024", 3), crime("2024", None, "BU2")], CODES)[0].number is None


def test_twelve_months_make_a_year_and_eleven_do_not() -> None:
    months = [crime(f"2024-{month:02}", month) for month in range(1, 13)]
    assert yearly(months, ("BU1",))[0].number == 78
    assert yearly(months[:11], ("BU1",))[0].number is None


def test_of_a_year_that_is_not_over_the_months_so_far_are_told() -> None:
    months = [crime(f"2024-{month:02}", 5) for month in (1, 2, 3, 5)]
    (year,) = yearly(months, ("BU1",))
    assert (year.number, year.so_far, year.months) == (None, 15, 3)
    assert yearly(months, CODES)[0].months == 0


def test_the_figure_of_the_year_goes_before_its_months() -> None:
    months = [crime(f"2024-{month:02}", month) for month in range(1, 13)]
    assert yearly([*months, crime("2024", 70)], ("BU1",))[0].number == 70


def test_a_neighbourhood_that_is_no_longer_of_the_area_does_not_count() -> None:
    assert yearly([crime("2024", 3), crime("2024", 4, "BU2")], ("BU1",))[0].number == 3


def test_all_crimes_stand_first() -> None:
    figures = yearly([crime("2024", 3), crime("2024", 9, kind="0.0.0")], ("BU1",))
    assert list(by_kind(figures)) == ["0.0.0", "2.5.1"]


def test_a_rate_without_establishments_is_none() -> None:
    assert per_hundred(12, 60) == 20.0
    assert per_hundred(12, 0) is None


@given(st.lists(st.tuples(st.sampled_from(CODES), st.integers(0, 13), st.none() | st.integers(0, 50)), max_size=40))
def test_no_total_is_more_or_less_than_what_files_hold(rows: list[tuple[str, int, int | None]]) -> None:
    figures = [
        crime("2024" if not month else f"2024-{month:02}", number, place) for place, month, number in rows if month < 13
    ]
    held = {(one.place, one.period): one.number for one in figures}
    for year in yearly(figures, CODES):
        if year.number is not None:
            assert year.number <= sum(number or 0 for number in held.values())
            assert all(any(place == code for place, _ in held) for code in CODES)
