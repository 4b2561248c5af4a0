"""Two name servers with IPv6, and no guess about those that were not seen."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, host, sheet
from weerbaar.scanner.checks.ipv6.name_servers.check import run
from weerbaar.scanner.facts.dns import NAME_SERVERS, HostAddresses
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet

WITH = host("ns1.dns.example", ["198.18.0.3"], ["2001:db8::3"])
ALSO = host("ns2.dns.example", ["198.18.0.4"], ["2001:db8::4"])
WITHOUT = host("ns3.dns.example", ["198.18.0.5"])
UNKNOWN = host("ns4.dns.example", ["198.18.0.6"], None)


def served_by(*servers: HostAddresses) -> FactSheet:
    return sheet((NAME_SERVERS, Observed(servers, NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("two of three", served_by(WITH, ALSO, WITHOUT), "present"),
    ("two, a third unknown", served_by(WITH, ALSO, UNKNOWN), "present"),
    ("one of two", served_by(WITH, WITHOUT), "single"),
    ("none", served_by(WITHOUT), "missing"),
    ("one, another unknown", served_by(WITH, UNKNOWN), "not-determined"),
    ("no answer", sheet((NAME_SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_those_with_ipv6_are_evidence() -> None:
    assert run(served_by(WITH, WITHOUT)).evidence["with_ipv6"] == ["ns1.dns.example"]
