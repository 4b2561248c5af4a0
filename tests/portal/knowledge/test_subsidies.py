"""Subsidies: the file is whole, nothing is open that nobody checked, amounts are right to the cent and windows to the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.knowledge.subsidies import (
    FILE,
    Fit,
    Job,
    Standing,
    Why,
    amount_of,
    fits,
    load_subsidies,
    standing_of,
)
from weerbaar.portal.knowledge.subsidy_file import Scheme, Subsidies, WrittenState, read_subsidies
from weerbaar.portal.organisations.words import Sector
from weerbaar.questionnaires.content import InvalidContent, read_content

TODAY = date(2026, 11, 24)
KNOWN = load_subsidies()
MCZ = next(scheme for scheme in KNOWN.schemes if scheme.id == "SUB-MCZ-2025")
ROUND = replace(
    MCZ,
    id="SUB-TEST",
    state=WrittenState.OPEN,
    opens=date(2026, 11, 1),
    closes=date(2026, 11, 30),
    bought_from=date(2026, 10, 1),
    checked_on=TODAY,
)
JOB = Job([("ACT-MFA", 100_000)], 2, 9, "retail")


def _fit(job: Job, scheme: Scheme = ROUND, day: date = TODAY) -> Fit:
    (fit,) = fits(job, day, Subsidies(1, TODAY, {}, 7, (scheme,)))
    return fit


def test_every_cause_measure_and_sector_that_the_file_names_exists() -> None:
    causes, measures = cause_table().rows, set(load_safety().measures)
    for scheme in KNOWN.schemes:
        assert set(scheme.causes) <= set(causes), scheme.id
        assert set(scheme.measures) <= measures, scheme.id
        assert set(scheme.sectors) <= set(Sector), scheme.id


def test_nothing_in_the_file_is_open_and_the_last_round_is_closed_since_its_last_day() -> None:
    standings = {scheme.id: standing_of(scheme, TODAY, KNOWN.fresh_days) for scheme in KNOWN.schemes}
    assert Standing.OPEN not in standings.values()
    assert standings["SUB-MCZ-2025"] is Standing.CLOSED and standings["SUB-MCZ-NEXT"] is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 10, 31), Standing.NOT_YET),
        (date(2026, 11, 1), Standing.OPEN),
        (date(2026, 11, 30), Standing.OPEN),
        (date(2026, 12, 1), Standing.CLOSED),
    ],
)
def test_a_window_holds_from_its_first_through_its_last_day(day: date, standing: Standing) -> None:
    assert standing_of(replace(ROUND, checked_on=day), day, 7) is standing


@pytest.mark.parametrize(
    ("age_days", "standing"),
    [(-1, Standing.UNCHECKED), (0, Standing.OPEN), (6, Standing.OPEN), (7, Standing.UNCHECKED)],
)
def test_open_is_only_what_was_checked_lately(age_days: int, standing: Standing) -> None:
    scheme = replace(ROUND, opens=None, closes=None, checked_on=TODAY - timedelta(days=age_days))
    assert standing_of(scheme, TODAY, 7) is standing
    assert _fit(JOB, scheme).applies is (standing is Standing.OPEN)


def test_an_unverified_scheme_is_never_open() -> None:
    assert standing_of(replace(ROUND, verified=False), TODAY, 7) is Standing.UNKNOWN


@given(
    scheme=st.sampled_from([*KNOWN.schemes, ROUND]),
    day=st.dates(date(2020, 1, 1), date(2032, 1, 1)),
    fresh_days=st.integers(1, 30),
)
def test_no_day_makes_open_what_is_not_written_verified_in_its_window_and_fresh(
    scheme: Scheme, day: date, fresh_days: int
) -> None:
    if standing_of(scheme, day, fresh_days) is Standing.OPEN:
        assert scheme.state is WrittenState.OPEN and scheme.verified
        assert scheme.opens is None or scheme.opens <= day
        assert scheme.closes is None or day <= scheme.closes
        assert timedelta(0) <= day - scheme.checked_on < timedelta(days=fresh_days)


@pytest.mark.parametrize(
    ("price", "amount"),
    [
        (0, 0),
        (1, 0),
        (3, 1),
        (99_999, 49_999),
        (249_999, 124_999),
        (250_000, 125_000),
        (250_001, 125_000),
        (900_000, 125_000),
    ],
)
def test_half_of_the_price_with_the_cap_and_rounded_down(price: int, amount: int) -> None:
    assert amount_of(MCZ, price) == amount


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_a_higher_price_never_gives_less_and_never_more_than_the_price_or_the_cap(one: int, other: int) -> None:
    low, high = sorted((one, other))
    less, more = amount_of(MCZ, low), amount_of(MCZ, high)
    assert less is not None and more is not None
    assert 0 <= less <= more <= min(high, 125_000)


def test_only_the_work_that_the_scheme_is_about_counts() -> None:
    fit = _fit(replace(JOB, lines=[("ACT-MFA", 80_000), ("ACT-CARD", 40_000)]))
    assert (fit.counted_cents, fit.amount_cents, fit.applies) == (80_000, 40_000, True)
    assert _fit(replace(JOB, lines=[("ACT-CARD", 40_000)])).why == (Why.OTHER_WORK,)


@pytest.mark.parametrize(
    ("least", "most", "why"),
    [
        (1, 1, ()),
        (10, 49, ()),
        (50, 249, (Why.PERHAPS_TOO_BIG,)),
        (51, 249, (Why.TOO_BIG,)),
        (250, 10_000, (Why.TOO_BIG,)),
    ],
)
def test_a_size_band_can_be_too_big_or_perhaps(least: int, most: int, why: tuple[Why, ...]) -> None:
    assert _fit(replace(JOB, least_people=least, most_people=most)).why == why


@pytest.mark.parametrize(
    ("bought_on", "why"),
    [
        (None, ()),
        (date(2026, 9, 30), (Why.BOUGHT_TOO_EARLY,)),
        (date(2026, 10, 1), ()),
        (date(2026, 11, 30), ()),
        (date(2026, 12, 1), (Why.BOUGHT_TOO_LATE,)),
    ],
)
def test_what_was_bought_outside_the_window_does_not_count(bought_on: date | None, why: tuple[Why, ...]) -> None:
    assert _fit(replace(JOB, bought_on=bought_on)).why == why


def test_the_round_of_2025_counted_what_was_bought_after_18_july() -> None:
    assert _fit(replace(JOB, bought_on=date(2025, 7, 18)), MCZ).why == (Why.CLOSED, Why.BOUGHT_TOO_EARLY)
    assert _fit(replace(JOB, bought_on=date(2025, 7, 19)), MCZ).why == (Why.CLOSED,)


def test_advice_of_the_seller_and_other_sectors_do_not_count_where_the_scheme_says_so() -> None:
    assert _fit(replace(JOB, is_sellers_advice=True), replace(ROUND, seller_advice=False)).why == (Why.SELLERS_ADVICE,)
    assert _fit(replace(JOB, is_sellers_advice=True), ROUND).why == ()
    assert _fit(JOB, replace(ROUND, sectors=("care",))).why == (Why.OTHER_SECTOR,)


def test_what_is_for_an_area_is_not_for_one_company() -> None:
    assert _fit(JOB, replace(ROUND, who="park")).why == (Why.NOT_FOR_ONE,)


def test_a_closed_round_is_an_example_and_the_newest_comes_first() -> None:
    found = fits(JOB, TODAY)
    assert not any(fit.applies for fit in found)
    examples = [fit for fit in found if fit.is_example and fit.amount_cents]
    assert [fit.scheme.id for fit in examples] == ["SUB-MCZ-2025", "SUB-MCZ-2023"]
    assert examples[0].amount_cents == 50_000


@pytest.mark.parametrize(
    ("old", "new", "line_has", "fault"),
    [
        ("percent: 50", "percent: 150", "percent", "more than everything"),
        ("percent: 50", "percent: half", "percent", "whole number"),
        (
            "checked_on: 2026-11-24\n  source: mcz25",
            "checked_on: soon\n  source: mcz25",
            "checked_on: soon",
            "day such as",
        ),
        ("source: mcz25", "source: rumour", "source: rumour", "not known"),
        ("state: closed", "state: perhaps", "state: perhaps", "not known"),
        ("papers: [quote, order, invoice, payment, proof]", "papers: [photo]", "papers: [photo]", "not known"),
        ("id: SUB-MCZ-2023", "id: SUB-MCZ-2025", "", "used before"),
        ("  who: company\n", "", "", "missing or unknown: who"),
        ("opens: 2023-10-02", "opens: 2023-11-02", "closes: 2023-11-01", "closes before it opens"),
        ("schema: subsidies/1", "schema: subsidies/9", "schema", "expected schema"),
        ("fresh_days: 7", "fresh_days: 0", "fresh_days", "whole number"),
        ('url: "https://www.rvo.nl', 'url: "http://www.rvo.nl', "http://www.rvo.nl", "no https"),
        ("seller_advice: true", "seller_advice: 'yes'", "seller_advice: 'yes'", "true or false"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_line(old: str, new: str, line_has: str, fault: str) -> None:
    whole = FILE.read_text("utf-8")
    assert old in whole
    text = whole.replace(old, new, 1)
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_subsidies(read_content(FILE, text))
    assert refused.value.file == "subsidies.yaml" and refused.value.line > 0
    assert line_has in text.splitlines()[refused.value.line - 1]


def test_a_scheme_that_is_not_verified_cannot_be_written_as_open() -> None:
    text = FILE.read_text("utf-8").replace("state: unknown\n  verified: false", "state: open\n  verified: false", 1)
    with pytest.raises(InvalidContent, match="only a verified scheme"):
        read_subsidies(read_content(FILE, text))
