"""security.txt: a file that a reporter can find, read and trust to be fresh."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    WWW,
    Headers,
    Host,
    answer,
    closed_443,
    no_answer,
    nowhere,
    out_of_order,
    redirect,
    site,
    walk,
)
from weerbaar.scanner.checks.web.security_txt.check import run
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet

PLACE = f"https://{DOMAIN}/.well-known/security.txt"
OLD_PLACE = f"https://{DOMAIN}/security.txt"
CONTACT = f"Contact: mailto:security@{DOMAIN}\n"
FRESH = "Expires: 2027-06-30T12:00:00Z\n"
PLAIN: Headers = {"content-type": "text/plain; charset=utf-8"}
HTML: Headers = {"content-type": "text/html; charset=utf-8"}
NOT_THERE = walk(answer(PLACE, 404, HTML, "<h1>404</h1>"))


def found(*visits: Visit) -> FactSheet:
    return site(security_txt=visits)


def file(body: str = CONTACT + FRESH, headers: Headers = PLAIN, url: str = PLACE) -> Visit:
    return walk(answer(url, 200, headers, body))


def typed(content_type: str) -> FactSheet:
    return found(file(headers={"content-type": content_type}))


def silent(reason: Reason) -> tuple[Visit, ...]:
    return (no_answer(PLACE, reason),)


NOTHING_LISTENS = out_of_order(DOMAIN, Reason.REFUSED), out_of_order(WWW, Reason.REFUSED)

CASES: list[tuple[str, FactSheet, str]] = [
    ("a good file", found(file()), "valid"),
    ("no charset is said", typed("text/plain"), "valid"),
    ("the charset in quotes", typed('Text/Plain; Charset="UTF-8"'), "valid"),
    ("at the old place", found(NOT_THERE, file(url=OLD_PLACE)), "valid"),
    ("behind a redirect", found(walk(redirect(PLACE, OLD_PLACE), answer(OLD_PLACE, 200, PLAIN, CONTACT + FRESH))), "valid"),
    ("www has no https", site(www=closed_443(WWW), security_txt=(file(),)), "valid"),
    ("it expired a second ago", found(file(CONTACT + "Expires: 2026-11-24T09:13:59Z\n")), "expired"),
    ("nobody to contact", found(file(FRESH)), "no-contact"),
    ("nobody to contact, and expired", found(file("Expires: 2020-01-01T00:00:00Z\n")), "no-contact"),
    ("the text as a web page", found(file(headers=HTML)), "wrong-type"),
    ("another charset", typed("text/plain; charset=iso-8859-1"), "wrong-type"),
    ("no type at all", found(file(headers={})), "wrong-type"),
    ("no moment in Expires", found(file(CONTACT + "Expires: next year\n")), "malformed"),
    ("no Expires", found(file(CONTACT)), "malformed"),
    ("an address without scheme", found(file(f"Contact: security@{DOMAIN}\n{FRESH}")), "malformed"),
    ("an empty file", found(file("")), "malformed"),
    ("not there", found(NOT_THERE, walk(answer(OLD_PLACE, 404))), "missing"),
    ("forbidden", found(walk(answer(PLACE, 403))), "missing"),
    ("the home page for every address", found(file("<!doctype html><h1>Welkom</h1>", HTML)), "missing"),
    ("led to the home page", found(walk(redirect(PLACE, "/"), answer(f"https://{DOMAIN}/", 200, HTML, "<h1>"))), "missing"),
    ("led to plain http", found(walk(redirect(PLACE, f"http://{WWW}/"), answer(f"http://{WWW}/", 200, PLAIN))), "missing"),
    ("round and round", found(walk(redirect(PLACE, PLACE))), "missing"),
    ("no website", site(nowhere(DOMAIN), nowhere(WWW)), "not-applicable"),
    ("no https", site(closed_443(), closed_443(WWW)), "not-applicable"),
    ("the domain itself has no address", site(nowhere(DOMAIN), security_txt=silent(Reason.NO_ADDRESS)), "not-determined"),
    ("no answer in time", found(no_answer(PLACE, Reason.TIMEOUT)), "not-determined"),
    ("the old place gave no answer", found(NOT_THERE, no_answer(OLD_PLACE, Reason.TIMEOUT)), "not-determined"),
    ("the server is in trouble", found(walk(answer(PLACE, 500))), "not-determined"),
    ("the server says: later", found(walk(answer(PLACE, 429))), "not-determined"),
    ("a file without end", found(walk(answer(PLACE, 200, PLAIN, CONTACT, truncated=True))), "not-determined"),
    ("nothing listens", site(*NOTHING_LISTENS, security_txt=silent(Reason.REFUSED)), "not-determined"),
    ("nobody looked", site(Host()), "not-determined"),
    ("nobody looked at anything", FactSheet(DOMAIN), "not-determined"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_contact_and_end_are_evidence() -> None:
    assert run(found(file())).evidence == {
        "url": PLACE,
        "contacts": [f"mailto:security@{DOMAIN}"],
        "expires": "2027-06-30",
    }


def test_the_fault_and_its_line_are_evidence() -> None:
    evidence = run(found(file(f"{CONTACT}oops\n{FRESH}"))).evidence
    assert evidence == {"url": PLACE, "fault": "not-a-field", "line": "oops"}


def test_a_file_without_end_is_too_large() -> None:
    assert run(found(walk(answer(PLACE, 200, PLAIN, CONTACT, truncated=True)))).evidence["reason"] == "too-large"
