"""Every server answers for the zone, over UDP and TCP; silence counts only where others show that we can ask."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, sheet
from tests.scanner.checks.dns.servers import (
    FIRST,
    FIRST_IPV6,
    REFUSED,
    SECOND,
    SOA_TEXT,
    asked,
    nothing,
    says,
    server,
    silent,
)
from weerbaar.scanner.checks.dns.name_server_answers.check import run
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

HOMELESS = silent("ns3", "", Reason.NO_ADDRESS)
LAME = server("ns2", "198.18.3.4", udp=REFUSED, tcp=nothing(Reason.REFUSED))

CASES: list[tuple[str, FactSheet, str]] = [
    ("both answer", sheet(asked(FIRST, SECOND)), "all"),
    ("the IPv6 address of one is silent", sheet(asked(FIRST, silent("ns1", "2001:db8::3"), SECOND)), "all"),
    ("here is no IPv6", sheet(asked(FIRST, silent("ns1", "2001:db8::3", Reason.NO_IPV6_HERE))), "all"),
    ("one refuses", sheet(asked(FIRST, LAME)), "lame"),
    ("one answers from memory", sheet(asked(FIRST, server("ns2", udp=says(SOA_TEXT, authoritative=False)))), "lame"),
    ("one has no SOA", sheet(asked(FIRST, server("ns2", udp=says()))), "lame"),
    ("it is wrong over IPv6 only", sheet(asked(FIRST, server("ns1", "2001:db8::3", udp=REFUSED))), "lame"),
    ("all fail", sheet(asked(LAME)), "lame"),
    ("one is silent", sheet(asked(FIRST, silent("ns2", "198.18.3.4"))), "silent"),
    ("one has no address", sheet(asked(FIRST, HOMELESS)), "silent"),
    ("a server with IPv6 alone is silent", sheet(asked(FIRST, silent("ns2", "2001:db8::4"))), "silent"),
    ("no TCP", sheet(asked(FIRST, server("ns2", tcp=nothing()))), "no-tcp"),
    ("no TCP over IPv6", sheet(asked(FIRST, server("ns1", "2001:db8::3", tcp=nothing(Reason.REFUSED)))), "no-tcp"),
    ("nobody answers", sheet(asked(silent(), silent("ns2", "198.18.3.4"))), "not-determined"),
    (
        "one may not be asked",
        sheet(asked(FIRST, silent("ns2", "10.0.0.1", Reason.ADDRESS_NOT_ALLOWED))),
        "not-determined",
    ),
    ("not looked", sheet((SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_lame_server_is_named_with_its_error() -> None:
    assert run(sheet(asked(FIRST, LAME))).evidence == {"servers": ["ns2.dns.example (198.18.3.4): REFUSED"]}


def test_an_answer_without_authority_is_called_that() -> None:
    finding = run(sheet(asked(FIRST, server("ns2", udp=says(SOA_TEXT, authoritative=False)))))
    assert finding.evidence == {"servers": ["ns2.dns.example (198.18.0.3): not authoritative"]}


def test_the_silent_address_that_is_named_is_the_old_kind() -> None:
    facts = sheet(asked(FIRST, FIRST_IPV6, silent("ns2", "198.18.3.4"), silent("ns2", "2001:db8:3::4")))
    assert run(facts).evidence == {"servers": ["ns2.dns.example (198.18.3.4)"]}
