"""Given away: a first message that opens with the SOA."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, sheet
from tests.scanner.checks.dns.servers import FIRST, SECOND, SOA_TEXT, asked, nothing, says, server, silent
from weerbaar.scanner.checks.dns.zone_transfer.check import run
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

GENEROUS = server("ns2", "198.18.3.4", transfer=says(SOA_TEXT))
HUNG_UP = nothing(Reason.RESET)

CASES: list[tuple[str, FactSheet, str]] = [
    ("both refuse", sheet(asked(FIRST, SECOND)), "refused"),
    ("an empty answer", sheet(asked(server(transfer=says()))), "refused"),
    ("it hangs up", sheet(asked(server(transfer=HUNG_UP))), "refused"),
    ("one is silent", sheet(asked(FIRST, silent("ns2", "198.18.3.4"))), "refused"),
    ("one gives it", sheet(asked(FIRST, GENEROUS)), "allowed"),
    ("it never spoke over TCP", sheet(asked(server(tcp=HUNG_UP, transfer=HUNG_UP))), "not-determined"),
    ("it took too long", sheet(asked(server(transfer=nothing()))), "not-determined"),
    ("not looked", sheet((SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_generous_server_is_evidence() -> None:
    assert run(sheet(asked(FIRST, GENEROUS))).evidence == {"servers": ["ns2.dns.example (198.18.3.4)"]}
