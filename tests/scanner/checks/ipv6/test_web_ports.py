"""The same ports over both families, for hosts that both families reach."""

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, NOW, sheet
from weerbaar.scanner.checks.ipv6.web_ports.check import run
from weerbaar.scanner.facts.http import IPV4_CONNECTIONS, IPV6_CONNECTIONS, Connection
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

YES, NO = Observed(True, NOW), Observed(False, NOW)
SLOW = Unobserved(Reason.TIMEOUT)
Seen = Observation[bool]


def connections(address: str, secure: Seen, plain: Seen, host: str) -> tuple[Connection, ...]:
    """Ports 443 and 80 of one host."""
    return Connection(host, address, 443, secure), Connection(host, address, 80, plain)


def both(ipv4: tuple[Seen, Seen], ipv6: tuple[Seen, Seen], host: str = DOMAIN) -> FactSheet:
    """A host with these answers of port 443 and port 80."""
    return sheet(
        (IPV4_CONNECTIONS, Observed(connections("198.18.16.1", *ipv4, host), NOW)),
        (IPV6_CONNECTIONS, Observed(connections("2001:db8:64::1", *ipv6, host), NOW)),
    )


NOBODY: tuple[Connection, ...] = ()
CASES: list[tuple[str, FactSheet, str]] = [
    ("the same", both((YES, YES), (YES, YES)), "same"),
    ("port 80 is closed for both", both((YES, NO), (YES, SLOW)), "same"),
    ("port 80 is closed over IPv6", both((YES, YES), (YES, NO)), "differ"),
    ("port 443 never answers over IPv4", both((SLOW, YES), (YES, YES)), "differ"),
    ("nothing over IPv6", both((YES, YES), (NO, SLOW)), "not-applicable"),
    ("nothing over IPv4", both((NO, NO), (YES, YES)), "not-applicable"),
    (
        "no host has both",
        sheet((IPV4_CONNECTIONS, Observed(NOBODY, NOW)), (IPV6_CONNECTIONS, Observed(NOBODY, NOW))),
        "not-applicable",
    ),
    ("no IPv6 here", both((YES, YES), (Unobserved(Reason.NO_IPV6_HERE),) * 2), "not-determined"),
    ("IPv6 not looked", sheet((IPV4_CONNECTIONS, Observed(NOBODY, NOW))), "not-determined"),
    ("not looked", sheet((IPV4_CONNECTIONS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_port_that_differs_is_evidence() -> None:
    assert run(both((YES, YES), (YES, NO))).evidence == {"hosts": [DOMAIN], "ports": [80]}
