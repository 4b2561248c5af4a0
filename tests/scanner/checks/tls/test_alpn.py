"""HTTP/2: what each host chose in the one handshake."""

import pytest

from tests.scanner.checks.tls.builders import endpoint, good, sheet, speaking, unseen
from weerbaar.scanner.checks.tls.alpn.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

WWW = "www.bakkerij.example"
CASES: list[tuple[str, FactSheet, str]] = [
    ("HTTP/2", sheet(endpoint(speaking("h2"))), "offered"),
    ("HTTP/1.1", sheet(endpoint(speaking("http/1.1"))), "missing"),
    ("no answer to the offer", sheet(endpoint(speaking(""))), "missing"),
    ("one host does not", sheet(endpoint(speaking("h2")), endpoint(speaking(""), host=WWW)), "missing"),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no website", sheet(), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
    ("a stored session of an earlier version", sheet(endpoint(good())), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_without_it_is_named_and_so_is_one_that_was_not_seen() -> None:
    silent = endpoint(Unobserved(Reason.TIMEOUT), host=WWW, versions={})
    finding = run(sheet(endpoint(speaking("")), silent))
    assert finding.evidence["hosts"] == ["bakkerij.example"]
    assert finding.evidence["not_measured"] == {WWW: "timeout"}
