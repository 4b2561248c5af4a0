"""The website over IPv6: published, and answering."""

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, NOW, host, sheet
from weerbaar.scanner.checks.ipv6.web.check import run
from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import IPV6_CONNECTIONS, WEB_ADDRESSES, Connection
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

WWW = f"www.{DOMAIN}"
BOTH = host(DOMAIN, ["198.18.16.1"], ["2001:db8:64::1"])
BOTH_WWW = host(WWW, ["198.18.16.1"], ["2001:db8:64::1"])
TAKEN: Observation[bool] = Observed(True, NOW)
REFUSED: Observation[bool] = Observed(False, NOW)


def missed(reason: Reason) -> Observation[bool]:
    return Unobserved(reason)


def site(*hosts: HostAddresses, https: Observation[bool] = TAKEN, http: Observation[bool] = TAKEN) -> FactSheet:
    tried = [
        Connection(h.host, h.ipv6.value[0], port, accepted)
        for h in hosts
        if isinstance(h.ipv6, Observed) and h.ipv6.value
        for port, accepted in ((443, https), (80, http))
    ]
    return sheet((WEB_ADDRESSES, Observed(hosts, NOW)), (IPV6_CONNECTIONS, Observed(tuple(tried), NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("both hosts answer", site(BOTH, BOTH_WWW), "reachable"),
    ("only http answers", site(BOTH, https=REFUSED), "reachable"),
    ("www has no address at all", site(BOTH, host(WWW)), "reachable"),
    ("www has only IPv4", site(BOTH, host(WWW, ["198.18.16.1"])), "missing"),
    ("only IPv4", site(host(DOMAIN, ["198.18.16.1"])), "missing"),
    (
        "one host is dead and the other has only IPv4",
        site(BOTH, host(WWW, ["198.18.16.1"]), https=REFUSED, http=REFUSED),
        "unreachable",
    ),
    (
        "one host has only IPv4 and the other cannot be tried",
        site(BOTH, host(WWW, ["198.18.16.1"]), https=missed(Reason.NO_IPV6_HERE), http=missed(Reason.NO_IPV6_HERE)),
        "missing",
    ),
    ("both ports refuse", site(BOTH, https=REFUSED, http=REFUSED), "unreachable"),
    ("both ports time out", site(BOTH, https=missed(Reason.TIMEOUT), http=missed(Reason.TIMEOUT)), "unreachable"),
    ("no website", site(host(DOMAIN), host(WWW)), "not-applicable"),
    (
        "no IPv6 where we measure",
        site(BOTH, https=missed(Reason.NO_IPV6_HERE), http=missed(Reason.NO_IPV6_HERE)),
        "not-determined",
    ),
    ("a private address", site(BOTH, https=missed(Reason.ADDRESS_NOT_ALLOWED), http=REFUSED), "not-determined"),
    ("the look-up failed", site(host(DOMAIN, ["198.18.16.1"], None)), "not-determined"),
    ("no answer", sheet((WEB_ADDRESSES, NO_ANSWER)), "not-determined"),
    (
        "not tried",
        sheet((WEB_ADDRESSES, Observed((BOTH,), NOW)), (IPV6_CONNECTIONS, Observed((), NOW))),
        "not-determined",
    ),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_dead_address_is_evidence() -> None:
    evidence = run(site(BOTH, https=REFUSED, http=REFUSED)).evidence
    assert evidence == {"hosts": [DOMAIN], "addresses": ["2001:db8:64::1"]}
