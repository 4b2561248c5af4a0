"""Redundancy: two servers, and not one server by two names."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, host, sheet
from weerbaar.scanner.checks.dns.name_servers.check import run
from weerbaar.scanner.facts.dns import NAME_SERVERS, HostAddresses
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet


def served_by(*servers: HostAddresses) -> FactSheet:
    return sheet((NAME_SERVERS, Observed(servers, NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("two", served_by(host("ns1.dns.example", ["198.18.0.3"]), host("ns2.dns.example", ["198.18.0.4"])), "redundant"),
    (
        "two, one address unknown",
        served_by(host("ns1.dns.example", None), host("ns2.dns.example", ["198.18.0.4"])),
        "redundant",
    ),
    ("one", served_by(host("ns1.dns.example", ["198.18.0.3"])), "single"),
    (
        "one twice",
        served_by(host("ns1.dns.example", ["198.18.0.3"]), host("ns1.dns.example", ["198.18.0.3"])),
        "single",
    ),
    (
        "one by two names",
        served_by(host("ns1.dns.example", ["198.18.0.3"]), host("ns2.dns.example", ["198.18.0.3"])),
        "single",
    ),
    (
        "one by two names, over both families",
        served_by(*(host(f"ns{n}.dns.example", ["198.18.0.3"], ["2001:db8::3"]) for n in (1, 2))),
        "single",
    ),
    (
        "one by two names, one of them over IPv4 only",
        served_by(
            host("ns1.dns.example", ["198.18.0.3"], ["2001:db8::3"]), host("ns2.dns.example", ["198.18.0.3"], [])
        ),
        "single",
    ),
    ("none at all", served_by(), "single"),
    ("no answer", sheet((NAME_SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_names_are_evidence_each_once() -> None:
    assert run(CASES[3][1]).evidence == {"name_servers": ["ns1.dns.example"], "number": 1}
