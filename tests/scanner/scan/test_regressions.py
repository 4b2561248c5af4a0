"""One bad measurement is a suspicion, a second one confirms it, and what could not be determined changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.report.sheets import bad_sheet, result_of
from weerbaar.scanner.scan.regressions import Change, Concluded, Course, Measured, changes, measured
from weerbaar.scanner.vocabulary.errors import OutOfOrder
from weerbaar.scanner.vocabulary.status import Status

START = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
FINE = Concluded("enforced", Status.PASS)
MISSING = Concluded("missing", Status.FAIL)
WEAK = Concluded("weak", Status.FAIL)
UNSEEN = Concluded("not-determined", Status.NOT_DETERMINED)
OUTSIDE = Concluded("not-applicable", Status.NOT_APPLICABLE)
CHECK = "mail.dmarc-policy"
histories = st.lists(st.sampled_from([FINE, MISSING, WEAK, UNSEEN, OUTSIDE]), max_size=12)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def course(*concluded: Concluded) -> Change | None:
    """What became of one check that was concluded like this, once a day."""
    found = changes(Measured(day(number), {CHECK: one}) for number, one in enumerate(concluded))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([FINE, FINE], None),
        ([FINE, MISSING], Course.SUSPECTED),
        ([FINE, MISSING, MISSING], Course.CONFIRMED),
        ([FINE, MISSING, UNSEEN, MISSING], Course.CONFIRMED),
        ([FINE, UNSEEN, MISSING], Course.SUSPECTED),
        ([FINE, MISSING, WEAK], Course.SUSPECTED),
        ([FINE, MISSING, WEAK, WEAK], Course.CONFIRMED),
        ([FINE, MISSING, MISSING, WEAK], Course.CONFIRMED),
        ([FINE, MISSING, FINE], Course.MENDED),
        ([FINE, MISSING, FINE, MISSING], Course.SUSPECTED),
        ([MISSING, MISSING], None),
        ([UNSEEN, MISSING, MISSING], None),
        ([FINE, MISSING, OUTSIDE], None),
        ([FINE, OUTSIDE, MISSING], Course.SUSPECTED),
        ([FINE, MISSING, OUTSIDE, MISSING], Course.SUSPECTED),
    ],
)
def test_each_history_has_its_course(history: list[Concluded], expected: Course | None) -> None:
    found = course(*history)
    assert (found.course if found else None) is expected


def test_the_days_of_a_change_are_told() -> None:
    assert course(FINE, FINE, MISSING, UNSEEN, MISSING) == Change(
        CHECK, Course.CONFIRMED, "missing", fine_at=day(1), since=day(2), decided_at=day(4)
    )


def test_a_check_that_was_not_asked_is_not_compared() -> None:
    assert changes([Measured(day(0), {CHECK: FINE}), Measured(day(1), {})]) == ()
    assert changes([Measured(day(0), {}), Measured(day(1), {CHECK: MISSING})]) == ()


def test_every_check_has_a_course_of_its_own() -> None:
    first = Measured(day(0), {"web.hsts": FINE, CHECK: FINE})
    second = Measured(day(1), {"web.hsts": MISSING, CHECK: MISSING})
    third = Measured(day(2), {"web.hsts": FINE, CHECK: MISSING})
    found = changes([first, second, third])
    assert [(one.check, one.course) for one in found] == [(CHECK, Course.CONFIRMED), ("web.hsts", Course.MENDED)]


@pytest.mark.parametrize("later", [day(0), day(-1)])
def test_measurements_out_of_order_are_refused(later: datetime) -> None:
    with pytest.raises(OutOfOrder) as refusal:
        changes([Measured(day(0), {}), Measured(later, {})])
    assert (refusal.value.before, refusal.value.at) == (day(0), later)


def test_a_result_of_a_scan_is_a_measurement() -> None:
    result = result_of(bad_sheet())
    one = measured(result)
    assert one.at == result.started_at
    assert one.concluded["mail.spf-all"] == Concluded("pass-all", Status.FAIL)
    assert len(one.concluded) == len(result.findings)


@given(histories, st.integers(0, 12))
def test_what_could_not_be_determined_changes_nothing(history: list[Concluded], place: int) -> None:
    def outcome(steps: list[Concluded]) -> tuple[Course, str] | None:
        found = course(*steps)
        return (found.course, found.outcome) if found else None

    assert outcome([*history[:place], UNSEEN, *history[place:]]) == outcome(history)


@given(histories)
def test_nothing_gets_worse_that_was_never_fine(history: list[Concluded]) -> None:
    never_fine = [one for one in history if one is not FINE]
    assert course(*never_fine) is None


@given(histories)
def test_what_is_confirmed_failed_twice_alike_since_it_was_fine(history: list[Concluded]) -> None:
    found = course(*history)
    if found and found.course is Course.CONFIRMED:
        since = [one for number, one in enumerate(history) if day(number) > found.fine_at]
        assert FINE not in since
        assert sum(one.outcome == found.outcome and one.status is Status.FAIL for one in since) >= 2
        assert found.fine_at < found.since < found.decided_at


@given(histories)
def test_one_failing_measurement_never_confirms(history: list[Concluded]) -> None:
    once = [one for one in history if one.status is not Status.FAIL]
    found = course(*once, MISSING)
    assert found is None or found.course is Course.SUSPECTED
    assert (found is not None) == (FINE in once)


@given(histories)
def test_a_measurement_that_is_fine_leaves_nothing_worse(history: list[Concluded]) -> None:
    found = course(*history, FINE)
    assert found is None or found.course is Course.MENDED
