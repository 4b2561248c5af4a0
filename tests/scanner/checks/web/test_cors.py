"""CORS: a strange site asks, and the worst answer counts."""

import pytest

from tests.scanner.checks.web.builders import (
    DOMAIN,
    NO_PAGE,
    NOW,
    STRANGER,
    answer,
    asked_by_a_stranger,
    failed,
    page_with,
    redirect,
    site,
)
from weerbaar.scanner.checks.web.cors.check import run
from weerbaar.scanner.facts.http import STRANGERS_VISIT, Hop, StrangersVisit
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet


def said(allow_origin: str | tuple[str, ...], allow_credentials: str = "false", status: int = 200) -> FactSheet:
    return asked_by_a_stranger(
        status=status, access_control_allow_origin=allow_origin, access_control_allow_credentials=allow_credentials
    )


def got(*answers: Hop) -> FactSheet:
    sheet = site()
    sheet.record(STRANGERS_VISIT, Observed(StrangersVisit(STRANGER, answers), NOW))
    return sheet


def unseen(cause: Unobserved) -> FactSheet:
    sheet = site()
    sheet.record(STRANGERS_VISIT, cause)
    return sheet


OPEN = {"access-control-allow-origin": STRANGER, "access-control-allow-credentials": "true"}

CASES: list[tuple[str, FactSheet, str]] = [
    ("no header", asked_by_a_stranger(), "closed"),
    ("another site is named", said("https://app.bakkerij.example", "true"), "closed"),
    ("two sites, so none", said((STRANGER, "https://app.example"), "true"), "closed"),
    ("strangers are turned away", said("https://app.bakkerij.example", status=403), "closed"),
    ("everybody", said("*"), "public"),
    ("whoever asks, without credentials", said(STRANGER), "public"),
    ("whoever asks, with credentials", said(STRANGER, "true"), "signed-in-open"),
    ("the nameless, with credentials", said("null", "true"), "signed-in-open"),
    ("a redirect says it", got(redirect(f"https://{DOMAIN}/", "/nl/", headers=OPEN)), "signed-in-open"),
    ("everybody, with credentials", said("*", "true"), "contradictory"),
    ("the nameless", said("null"), "null-allowed"),
    ("nobody asked as a stranger", page_with(), "not-determined"),
    ("no answer to the stranger", unseen(failed(Reason.RESET)), "not-determined"),
    ("the server is in trouble when a stranger asks", said("*", status=502), "not-determined"),
    ("a page, and no answer of it", got(), "not-determined"),
    *NO_PAGE,
]  # fmt: skip


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_worst_answer_is_evidence() -> None:
    answers = answer(f"https://www.{DOMAIN}/"), answer(f"https://{DOMAIN}/", 200, OPEN)
    assert run(got(*answers)).evidence == {"url": f"https://{DOMAIN}/", "allowed": STRANGER}


def test_an_answer_of_a_server_in_trouble_is_left_out() -> None:
    answers = answer(f"https://{DOMAIN}/", 503, OPEN), answer(f"https://www.{DOMAIN}/")
    assert run(got(*answers)).outcome == "closed"
