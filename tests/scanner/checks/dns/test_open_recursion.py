"""Open: looking up the root for a stranger, as a resolver does."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, sheet
from tests.scanner.checks.dns.servers import FIRST, SECOND, asked, says, server, silent
from weerbaar.scanner.checks.dns.open_recursion.check import run
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.sheet import FactSheet

ROOT = ("a.root-servers.example", "b.root-servers.example")
OPEN = server("ns2", "198.18.3.4", recursion=says(*ROOT, authoritative=False, recursion=True))

CASES: list[tuple[str, FactSheet, str]] = [
    ("both refuse", sheet(asked(FIRST, SECOND)), "closed"),
    ("an empty answer", sheet(asked(server(recursion=says(authoritative=False, recursion=True)))), "closed"),
    ("only an offer", sheet(asked(server(recursion=says(rcode="REFUSED", recursion=True)))), "closed"),
    ("a root zone of its own", sheet(asked(server(recursion=says(*ROOT, recursion=True)))), "closed"),
    ("from its hints", sheet(asked(server(recursion=says(*ROOT, authoritative=False)))), "closed"),
    ("one is silent", sheet(asked(FIRST, silent("ns2", "198.18.3.4"))), "closed"),
    ("one looks it up", sheet(asked(FIRST, OPEN)), "open"),
    ("nobody answers", sheet(asked(silent())), "not-determined"),
    ("not looked", sheet((SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_open_server_is_evidence() -> None:
    assert run(sheet(asked(FIRST, OPEN))).evidence == {"servers": ["ns2.dns.example (198.18.3.4)"]}
