"""A port that answers without saying what it is."""

import pytest

from tests.scanner.checks.exposure.builders import answering, closed, found, not_looked, silent
from weerbaar.scanner.checks.exposure.unknown_services.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("open and silent", found(answering(9200)), "found"),
    ("open and known", found(answering(22, "ssh")), "none"),
    ("closed", found(closed(9200)), "none"),
    ("the budget was spent", found(closed(22), silent(3389, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected
