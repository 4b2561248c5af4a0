"""https: closed is not the same as silent."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    GOOD_HEADERS,
    NOW,
    WWW,
    Host,
    closed_443,
    failed,
    no_answer,
    nowhere,
    out_of_order,
    page,
    site,
)
from weerbaar.scanner.checks.web.https.check import run
from weerbaar.scanner.facts.http import SECURE_VISITS
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.facts.sheet import FactSheet

SILENT_443 = Host(secure=no_answer(f"https://{DOMAIN}/", Reason.TIMEOUT), handshake=False)

CASES: list[tuple[str, FactSheet, str]] = [
    ("both hosts answer", site(), "reachable"),
    ("only www exists", site(nowhere(DOMAIN)), "reachable"),
    ("the page is an error", site(Host(secure=page(status=500))), "reachable"),
    ("port 443 refuses", site(closed_443(), closed_443(WWW)), "missing"),
    ("port 443 breaks every connection off", site(closed_443(reason=Reason.RESET)), "missing"),
    ("only www refuses", site(www=closed_443(WWW)), "missing"),
    ("one host is closed and the other is silent", site(SILENT_443, closed_443(WWW)), "missing"),
    ("www answers nowhere", site(www=out_of_order(WWW, Reason.REFUSED)), "reachable"),
    ("port 443 is silent", site(SILENT_443), "not-determined"),
    ("no TLS but nonsense", site(Host(secure=no_answer(f"https://{DOMAIN}/", Reason.TLS_FAILED))), "not-determined"),
    (
        "the server greets and then breaks off",
        site(Host(secure=no_answer(f"https://{DOMAIN}/", Reason.RESET))),
        "not-determined",
    ),
    ("both ports break off", site(out_of_order(DOMAIN, Reason.RESET)), "not-determined"),
    (
        "nothing listens",
        site(out_of_order(DOMAIN, Reason.REFUSED), out_of_order(WWW, Reason.REFUSED)),
        "not-determined",
    ),
    (
        "a private address",
        site(out_of_order(DOMAIN, Reason.ADDRESS_NOT_ALLOWED), out_of_order(WWW, Reason.ADDRESS_NOT_ALLOWED)),
        "not-determined",
    ),
    (
        "the names do not resolve",
        site(*(Host(name, ipv4=failed(Reason.DNS_BOGUS), ipv6=failed(Reason.DNS_BOGUS)) for name in (DOMAIN, WWW))),
        "not-determined",
    ),
    ("no website", site(nowhere(DOMAIN), nowhere(WWW)), "not-applicable"),
    ("nobody looked", FactSheet(DOMAIN), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_hosts_without_https_are_evidence() -> None:
    assert run(site(www=closed_443(WWW))).evidence == {"hosts": [WWW]}


def test_a_host_that_is_no_site_is_not_called_reachable() -> None:
    assert run(site(www=out_of_order(WWW, Reason.REFUSED))).evidence == {"hosts": [DOMAIN]}


def test_the_reason_is_that_of_the_host_that_gave_no_answer() -> None:
    assert run(site(SILENT_443)).evidence["reason"] == "timeout"


def test_a_host_that_nobody_visited_is_not_called_closed() -> None:
    sheet = site()
    sheet.record(SECURE_VISITS, Observed((page(DOMAIN, GOOD_HEADERS),), NOW))
    assert run(sheet).evidence["reason"] == "not-looked"
