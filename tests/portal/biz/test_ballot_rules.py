"""Thresholds of the ballot: exact shares, only checked ones, and a file that is refused when it is not whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.biz.ballot_rules import FILE, Tally, ballot_rules, judged, read_rules
from weerbaar.portal.biz.levy import Band, is_levy, yearly_cents
from weerbaar.questionnaires.content import InvalidContent, read_content


@given(st.integers(1, 500), st.data())
def test_a_threshold_is_the_share_exactly(eligible: int, data: st.DataObject) -> None:
    favour = data.draw(st.integers(0, eligible))
    against = data.draw(st.integers(0, eligible - favour))
    got = {rule.id: reached for rule, reached in judged(Tally(eligible, favour, against, 0), ballot_rules().thresholds)}
    valid = favour + against
    assert got["turnout"] == (Fraction(valid, eligible) >= Fraction(1, 2))
    assert got["in_favour"] == (valid > 0 and Fraction(favour, valid) >= Fraction(2, 3))


def test_an_invalid_form_helps_neither_share() -> None:
    results = judged(Tally(60, 20, 9, 31), ballot_rules().thresholds)
    assert {rule.id: reached for rule, reached in results} == {"turnout": False, "in_favour": True}


def test_nothing_of_nothing_is_not_enough() -> None:
    assert not any(reached for _, reached in judged(Tally(0, 0, 0, 0), ballot_rules().thresholds))


def test_a_rule_that_nobody_checked_does_not_count() -> None:
    rules = ballot_rules()
    assert {rule.id for rule in rules.unchecked} == {"value"}
    assert all(rule.id != "value" for rule in rules.thresholds)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("numerator: 2, denominator: 3", "numerator: 4, denominator: 3", "not a share"),
        ("of: valid", "of: moon", "moon"),
        ("verified: true, source: venlo", "verified: true, source: nowhere", "without a source"),
        (
            'more property value together"}, verified: false',
            'more"}, verified: true, source: venlo',
            "value is not kept",
        ),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=said) as caught:
        read_rules(read_content(FILE, text.replace(old, new, 1)))
    assert caught.value.line > 0


def test_a_levy_starts_at_nothing_and_rises() -> None:
    assert is_levy((Band(0, 25000, 60),))
    assert is_levy((Band(0, 25000, 40), Band(250000, 50000, 20)))
    assert not is_levy(())
    assert not is_levy((Band(1, 25000, 60),))
    assert not is_levy((Band(0, 25000, 40), Band(0, 50000, 20)))
    assert not is_levy((Band(0, 0, 40),))


def test_a_year_brings_in_each_amount_for_each_payer() -> None:
    assert yearly_cents((Band(0, 25000, 40), Band(250000, 50000, 20))) == 40 * 25000 + 20 * 50000
