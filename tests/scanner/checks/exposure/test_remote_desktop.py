"""Remote desktop: one that greets is enough."""

import pytest

from tests.scanner.checks.exposure.builders import answering, closed, found, not_looked, silent
from weerbaar.scanner.checks.exposure.remote_desktop.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("it greets", found(closed(22), answering(3389, "rdp")), "open"),
    ("it greets and another port was missed", found(answering(3389, "rdp"), silent(22, Reason.BUDGET_SPENT)), "open"),
    ("closed", found(closed(3389)), "closed"),
    ("a firewall drops", found(silent(3389)), "closed"),
    ("open, but something else", found(answering(3389)), "closed"),
    ("the budget was spent", found(closed(22), silent(3389, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_place_is_evidence() -> None:
    assert run(found(answering(3389, "rdp"))).evidence["places"] == ["198.18.4.1 port 3389"]
