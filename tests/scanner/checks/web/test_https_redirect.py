"""From http to https: where a walk without encryption leads."""

from typing import Any

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    WWW,
    Host,
    answer,
    closed_443,
    failed,
    no_answer,
    nowhere,
    out_of_order,
    redirect,
    site,
    to_https,
    walk,
)
from weerbaar.scanner.checks.web.https_redirect.check import run
from weerbaar.scanner.facts.http import Hop, Visit
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

HTTP, HTTPS = f"http://{DOMAIN}/", f"https://{DOMAIN}/"


def plain(*hops: Hop, **rest: Any) -> FactSheet:
    return site(Host(plain=walk(*hops, **rest)))


def chain(steps: int) -> Visit:
    """So many redirects over plain http, the last one to https."""
    urls = [HTTP, *(f"{HTTP}{'x' * n}" for n in range(1, steps))]
    hops = [redirect(here, there) for here, there in zip(urls, [*urls[1:], HTTPS], strict=True)]
    return walk(*hops, answer(HTTPS))


SILENT_WWW = out_of_order(WWW, Reason.TIMEOUT)
ODD_PORT = {"failure": failed(Reason.ADDRESS_NOT_ALLOWED), "failed_url": f"http://{DOMAIN}:8000/"}
BLOCKED = {"failure": failed(Reason.ADDRESS_NOT_ALLOWED), "failed_url": "http://127.0.0.1:6379/"}

CASES: list[tuple[str, FactSheet, str]] = [
    ("straight to https", site(), "redirects"),
    ("scheme and host in capitals", plain(redirect(HTTP, "HTTPS://Bakkerij.Example/"), answer(HTTPS)), "redirects"),
    ("to another page and port of the same host", plain(redirect(HTTP, f"{HTTPS}nl"), answer(HTTPS)), "redirects"),
    (
        "to https and from there to www",
        plain(redirect(HTTP, HTTPS), redirect(HTTPS, f"https://{WWW}/"), answer(f"https://{WWW}/")),
        "redirects",
    ),
    (
        "to https, where the handshake fails",
        plain(redirect(HTTP, HTTPS), failure=failed(Reason.TLS_FAILED), failed_url=HTTPS),
        "redirects",
    ),
    (
        "port 80 is closed",
        site(*(Host(n, no_answer(f"http://{n}/", Reason.REFUSED)) for n in (DOMAIN, WWW))),
        "no-plain-http",
    ),
    ("port 80 is closed on one host", site(Host(plain=no_answer(HTTP, Reason.REFUSED))), "redirects"),
    ("the page without encryption", plain(answer(HTTP)), "missing"),
    ("an error page without encryption", plain(answer(HTTP, 404)), "missing"),
    ("a redirect that does not say where", plain(answer(HTTP, 302)), "missing"),
    ("to another page without encryption", plain(redirect(HTTP, "/nl/"), answer(f"{HTTP}nl/")), "missing"),
    (
        "back from https to http",
        plain(redirect(HTTP, HTTPS), redirect(HTTPS, f"{HTTP}oud"), answer(f"{HTTP}oud")),
        "missing",
    ),
    (
        "first to www without encryption",
        plain(redirect(HTTP, f"http://{WWW}/"), redirect(f"http://{WWW}/", f"https://{WWW}/"), answer(f"https://{WWW}/")),
        "not-direct",
    ),
    ("at once to https on www", plain(redirect(HTTP, f"https://{WWW}/"), answer(f"https://{WWW}/")), "not-direct"),
    ("to https elsewhere", plain(redirect(HTTP, "https://moeder.example/"), answer("https://moeder.example/")), "not-direct"),
    ("to itself", plain(redirect(HTTP, HTTP)), "loop"),
    ("to itself by a detour", plain(redirect(HTTP, "/home"), redirect(f"{HTTP}home", HTTP)), "loop"),
    ("to itself with a fragment", plain(redirect(HTTP, "/#boven")), "loop"),
    ("between http and https", plain(redirect(HTTP, HTTPS), redirect(HTTPS, HTTP)), "loop"),
    ("to a private address", plain(redirect(HTTP, "http://127.0.0.1:6379/"), **BLOCKED), "not-allowed-address"),
    (
        "to a private address behind https",
        plain(redirect(HTTP, HTTPS), redirect(HTTPS, "http://127.0.0.1:6379/"), **BLOCKED),
        "not-allowed-address",
    ),
    (
        "to a name whose address is private",
        plain(
            redirect(HTTP, f"http://binnen.{DOMAIN}/"),
            failure=failed(Reason.ADDRESS_NOT_ALLOWED),
            failed_url=f"http://binnen.{DOMAIN}/",
        ),
        "not-allowed-address",
    ),
    (
        "to https on a port where we do not go",
        plain(
            redirect(HTTP, f"https://{DOMAIN}:9443/"),
            failure=failed(Reason.ADDRESS_NOT_ALLOWED),
            failed_url=f"https://{DOMAIN}:9443/",
        ),
        "redirects",
    ),
    ("to http on a port where we do not go", plain(redirect(HTTP, f"http://{DOMAIN}:8000/"), **ODD_PORT), "not-determined"),
    ("five steps", site(Host(plain=chain(5))), "not-direct"),
    ("six steps", site(Host(plain=chain(6))), "too-long"),
    ("steps without end", plain(*(redirect(f"{HTTP}{n}", f"{HTTP}{n + 1}") for n in range(10))), "too-long"),
    ("only www is wrong", site(www=Host(WWW, plain=walk(answer(f"http://{WWW}/")))), "missing"),
    ("www has no https, so it need not lead there", site(www=closed_443(WWW)), "redirects"),
    ("no https", site(closed_443(), closed_443(WWW)), "not-applicable"),
    ("no website", site(nowhere(DOMAIN), nowhere(WWW)), "not-applicable"),
    ("port 80 is silent", site(Host(plain=no_answer(HTTP, Reason.TIMEOUT))), "not-determined"),
    ("the server is in trouble", plain(answer(HTTP, 502)), "not-determined"),
    (
        "a detour that broke off",
        plain(redirect(HTTP, f"http://{WWW}/"), failure=failed(Reason.TIMEOUT), failed_url=f"http://{WWW}/"),
        "not-determined",
    ),
    ("one host cannot be seen", site(www=SILENT_WWW), "not-determined"),
    ("a fault on one, silence on the other", site(Host(plain=walk(answer(HTTP))), SILENT_WWW), "missing"),
    ("nobody looked", FactSheet(DOMAIN), "not-determined"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_way_is_evidence_with_the_place_where_it_was_stopped() -> None:
    finding = run(plain(redirect(HTTP, "http://127.0.0.1:6379/"), **BLOCKED))
    assert finding.evidence["way"] == [HTTP, "http://127.0.0.1:6379/"]


def test_steps_are_counted_without_the_page_itself() -> None:
    assert run(site(Host(plain=chain(7)))).evidence["steps"] == 7


def test_the_worst_host_is_named() -> None:
    finding = run(site(Host(plain=to_https()), Host(WWW, plain=walk(redirect(f"http://{WWW}/", HTTPS), answer(HTTPS)))))
    assert (finding.outcome, finding.evidence["host"]) == ("not-direct", WWW)


def test_a_target_that_is_no_url_is_not_direct_and_does_not_raise() -> None:
    sheet = plain(redirect(HTTP, "https://[oops/"), failure=failed(Reason.PROTOCOL_ERROR), failed_url="https://[oops/")
    assert run(sheet).evidence["reason"] == "protocol-error"
