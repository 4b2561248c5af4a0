"""With and without www: both names lead somewhere safe."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    NO_ADDRESS,
    NOW,
    ONE_ADDRESS,
    WWW,
    Host,
    closed_443,
    failed,
    no_answer,
    nowhere,
    out_of_order,
    site,
)
from weerbaar.scanner.checks.web.www_and_apex.check import run
from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.facts.sheet import FactSheet


def subdomain_without_www() -> FactSheet:
    sheet = FactSheet("winkel.bakkerij.nl")
    whole, www = "winkel.bakkerij.nl", "www.winkel.bakkerij.nl"
    hosts = HostAddresses(whole, ONE_ADDRESS, NO_ADDRESS), HostAddresses(www, NO_ADDRESS, NO_ADDRESS)
    sheet.record(WEB_ADDRESSES, Observed(hosts, NOW))
    return sheet


def www_alone() -> FactSheet:
    sheet = FactSheet("www.bakkerij.nl")
    sheet.record(WEB_ADDRESSES, Observed((HostAddresses("www.bakkerij.nl", ONE_ADDRESS, NO_ADDRESS),), NOW))
    return sheet


CASES: list[tuple[str, FactSheet, str]] = [
    ("both answer", site(), "both"),
    ("www has no address", site(www=nowhere(WWW)), "www-missing"),
    ("the domain has no address", site(nowhere(DOMAIN)), "apex-missing"),
    ("only IPv6 is an address too", site(www=Host(WWW, ipv6=Observed(("2001:db8::1",), NOW))), "both"),
    ("port 443 of www is closed", site(www=closed_443(WWW)), "differ"),
    ("port 443 of the domain is closed", site(closed_443()), "differ"),
    ("www answers nowhere", site(www=out_of_order(WWW, Reason.REFUSED)), "differ"),
    ("neither has https", site(closed_443(), closed_443(WWW)), "not-applicable"),
    ("no website", site(nowhere(DOMAIN), nowhere(WWW)), "not-applicable"),
    ("a subdomain needs no www", subdomain_without_www(), "not-applicable"),
    ("a www name by itself", www_alone(), "not-applicable"),
    ("www gives no answer in time", site(www=out_of_order(WWW, Reason.TIMEOUT)), "not-determined"),
    (
        "the look-up of www failed",
        site(www=Host(WWW, ipv4=NO_ADDRESS, ipv6=failed(Reason.DNS_TIMEOUT))),
        "not-determined",
    ),
    (
        "private addresses",
        site(*(out_of_order(name, Reason.ADDRESS_NOT_ALLOWED) for name in (DOMAIN, WWW))),
        "not-determined",
    ),
    ("a handshake that fails", site(Host(secure=no_answer(f"https://{DOMAIN}/", Reason.TLS_FAILED))), "not-determined"),
    ("nobody looked", FactSheet(DOMAIN), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_name_without_address_is_evidence() -> None:
    assert run(site(www=nowhere(WWW))).evidence == {"host": WWW}


def test_who_answers_and_who_does_not_is_evidence() -> None:
    assert run(site(www=closed_443(WWW))).evidence == {"answering": [DOMAIN], "silent": [WWW]}
