"""HSTS: a year or longer, on every host that answers on the way to the page."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    NO_PAGE,
    WWW,
    Headers,
    Host,
    answer,
    led_away,
    out_of_order,
    page,
    page_with,
    redirect,
    site,
    walk,
)
from weerbaar.scanner.checks.web.hsts.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

GOOD = {"strict-transport-security": "max-age=31536000"}


def via_www(first: Headers, second: Headers) -> FactSheet:
    """The domain leads to www over https."""
    hops = redirect(f"https://{DOMAIN}/", f"https://{WWW}/", headers=first), answer(f"https://{WWW}/", 200, second)
    return site(Host(secure=walk(*hops)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("a year", page_with(strict_transport_security="max-age=31536000"), "long"),
    ("the first of two headers counts", page_with(strict_transport_security=("max-age=31536000", "max-age=1")), "long"),
    ("on an error page", site(Host(secure=page(headers=GOOD, status=404))), "long"),
    ("a second less", page_with(strict_transport_security="max-age=31535999"), "short"),
    ("five minutes", page_with(strict_transport_security="max-age=300; includeSubDomains"), "short"),
    ("the promise is taken back", page_with(strict_transport_security="max-age=0"), "short"),
    ("the first of two headers is short", page_with(strict_transport_security=("max-age=1", "max-age=31536000")), "short"),
    ("no header", page_with(strict_transport_security=None), "missing"),
    ("no number", page_with(strict_transport_security="max-age=a-year; includeSubDomains"), "malformed"),
    ("two numbers", page_with(strict_transport_security="max-age=1; max-age=31536000"), "malformed"),
    ("both hosts on the way say it", via_www(GOOD, GOOD), "long"),
    ("only www says it", via_www({}, GOOD), "missing"),
    ("only the domain itself says it", via_www(GOOD, {}), "missing"),
    ("the domain itself says it for a day", via_www({"strict-transport-security": "max-age=86400"}, GOOD), "short"),
    (
        "one host answers twice and says it the second time",
        site(Host(secure=walk(redirect(f"https://{DOMAIN}/", "/nl/"), answer(f"https://{DOMAIN}/nl/", 200, GOOD)))),
        "long",
    ),
    (
        "the scheme in capitals",
        site(Host(secure=walk(redirect(f"https://{DOMAIN}/", "/nl", headers=GOOD), answer(f"HTTPS://{DOMAIN}/nl")))),
        "long",
    ),
    ("the domain leads elsewhere", led_away(), "missing"),
    ("only www can be seen", site(out_of_order(DOMAIN, Reason.TIMEOUT), Host(WWW)), "long"),
    *NO_PAGE,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_header_and_its_days_are_evidence() -> None:
    evidence = run(page_with(strict_transport_security="max-age=86400")).evidence
    assert evidence == {"host": DOMAIN, "hosts": [DOMAIN], "value": "max-age=86400", "days": 1}


def test_the_host_without_header_is_named() -> None:
    assert run(via_www(GOOD, {})).evidence["host"] == WWW
