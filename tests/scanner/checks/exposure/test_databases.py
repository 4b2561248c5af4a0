"""Databases: judged by reach alone."""

import pytest

from tests.scanner.checks.exposure.builders import answering, closed, found, not_looked, silent
from weerbaar.scanner.checks.exposure.databases.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("a database", found(answering(3306, "mysql", "MySQL", "5.7.30")), "open"),
    ("a store of messages", found(answering(1883, "mqtt")), "open"),
    ("another service", found(answering(22, "ssh")), "closed"),
    ("closed", found(closed(3306)), "closed"),
    ("the budget was spent", found(closed(22), silent(3389, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_it_announces_is_evidence() -> None:
    assert run(found(answering(3306, "mysql", "MySQL", "5.7.30"))).evidence["services"] == ["mysql MySQL 5.7.30"]
