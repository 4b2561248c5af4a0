"""Operating from afar: encrypted only is fine."""

import pytest

from tests.scanner.checks.exposure.builders import answering, closed, found, not_looked, silent
from weerbaar.scanner.checks.exposure.remote_access.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("Telnet", found(answering(23, "telnet")), "open"),
    ("VNC beside SSH", found(answering(22, "ssh"), answering(5900, "vnc", "RFB", "3.8")), "open"),
    ("only SSH", found(answering(22, "ssh", "OpenSSH", "9.2p1")), "encrypted-only"),
    ("closed", found(closed(22), closed(23)), "closed"),
    ("the budget was spent", found(closed(22), silent(3389, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected
