"""Shared files: a Windows share is worse than an old file service."""

import pytest

from tests.scanner.checks.exposure.builders import answering, closed, found, not_looked, silent
from weerbaar.scanner.checks.exposure.file_sharing.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("a share", found(answering(445, "smb")), "open"),
    ("an old file service", found(answering(21, "ftp", "ProFTPD", "1.3.5")), "plain-transfer"),
    ("both", found(answering(21, "ftp"), answering(445, "smb")), "open"),
    ("closed", found(closed(445), closed(21)), "closed"),
    ("the budget was spent", found(closed(22), silent(3389, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected
