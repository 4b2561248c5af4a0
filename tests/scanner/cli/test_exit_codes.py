"""The exit code of one domain, and of many."""

from itertools import permutations

import pytest

from tests.scanner.report.sheets import absent_sheet, bad_sheet, result_of, unseen_sheet
from weerbaar.scanner.cli import door
from weerbaar.scanner.cli.exit_codes import ExitCode, code_of, winner
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.vocabulary.severity import Severity


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [
        (None, ExitCode.SCANNED),
        (Severity.LOW, ExitCode.FOUND),
        (Severity.MEDIUM, ExitCode.FOUND),
        (Severity.HIGH, ExitCode.FOUND),
        (Severity.CRITICAL, ExitCode.SCANNED),
    ],
)
def test_a_finding_counts_from_the_severity_asked(fail_on: Severity | None, expected: ExitCode) -> None:
    assert code_of(result_of(bad_sheet()), fail_on) is expected


def test_a_name_that_does_not_exist_is_wrong_use() -> None:
    assert code_of(result_of(absent_sheet()), Severity.LOW) is ExitCode.MISUSE


@pytest.mark.parametrize("reason", [Reason.TIME_LIMIT, Reason.BUDGET_SPENT, Reason.BUG_IN_PROBE, Reason.DNS_TIMEOUT])
def test_a_scan_that_missed_something_is_incomplete(reason: Reason) -> None:
    assert code_of(result_of(unseen_sheet(reason)), Severity.LOW) is ExitCode.INCOMPLETE


def test_a_server_that_does_not_answer_leaves_a_scan_complete() -> None:
    assert code_of(result_of(unseen_sheet(Reason.TIMEOUT)), Severity.LOW) is ExitCode.SCANNED


def test_wrong_use_wins_over_incomplete_over_found_over_scanned() -> None:
    order = [ExitCode.MISUSE, ExitCode.INCOMPLETE, ExitCode.FOUND, ExitCode.SCANNED]
    for start in range(len(order)):
        for codes in permutations(order[start:]):
            assert winner(codes) is order[start]
    assert winner([]) is ExitCode.SCANNED


def test_the_codes_that_are_needed_before_anything_is_loaded_are_the_same() -> None:
    early = (door.MISUSE, door.INCOMPLETE, door.INTERRUPTED, door.PIPE_CLOSED)
    assert early == (ExitCode.MISUSE, ExitCode.INCOMPLETE, ExitCode.INTERRUPTED, ExitCode.PIPE_CLOSED)
