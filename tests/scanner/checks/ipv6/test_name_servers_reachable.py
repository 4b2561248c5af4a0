"""IPv6 addresses of name servers: silent only where the server itself is not, and where we have IPv6."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, sheet
from tests.scanner.checks.dns.servers import FIRST, FIRST_IPV6, REFUSED, SECOND_IPV6, asked, server, silent
from weerbaar.scanner.checks.ipv6.name_servers_reachable.check import run
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

SILENT_IPV6 = silent("ns1", "2001:db8::3")

CASES: list[tuple[str, FactSheet, str]] = [
    ("both answer", sheet(asked(FIRST, FIRST_IPV6, SECOND_IPV6)), "reachable"),
    ("a wrong answer is one", sheet(asked(server("ns1", "2001:db8::3", udp=REFUSED))), "reachable"),
    ("silent over IPv6 alone", sheet(asked(FIRST, SILENT_IPV6)), "unreachable"),
    ("silent, and it has no other address", sheet(asked(SILENT_IPV6, SECOND_IPV6)), "unreachable"),
    ("silent altogether", sheet(asked(silent(), SILENT_IPV6)), "not-applicable"),
    ("no IPv6", sheet(asked(FIRST)), "not-applicable"),
    ("no IPv6 here", sheet(asked(FIRST, silent("ns1", "2001:db8::3", Reason.NO_IPV6_HERE))), "not-determined"),
    ("not looked", sheet((SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_silent_address_is_evidence() -> None:
    assert run(sheet(asked(FIRST, SILENT_IPV6))).evidence == {"servers": ["ns1.dns.example (2001:db8::3)"]}
