"""Permissions policy: something powerful is limited, nothing powerful is given to everybody."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.permissions_policy.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("nobody gets the camera", page_with(permissions_policy="camera=()"), "limited"),
    ("only this site gets it", page_with(permissions_policy="camera=(self)"), "limited"),
    ("one other site gets it", page_with(permissions_policy='payment=(self "https://pay.example")'), "limited"),
    ("a second header limits", page_with(permissions_policy=("interest-cohort=()", "usb=()")), "limited"),
    ("everybody gets it", page_with(permissions_policy="camera=*"), "given-away"),
    ("everybody gets one of two", page_with(permissions_policy="camera=(), microphone=(self *)"), "given-away"),
    ("the form of Feature-Policy", page_with(permissions_policy="camera 'none'; microphone 'none'"), "malformed"),
    ("a comma is missing", page_with(permissions_policy="camera=() microphone=()"), "malformed"),
    ("no header", page_with(permissions_policy=None), "missing"),
    ("nothing powerful", page_with(permissions_policy="interest-cohort=(), autoplay=*"), "missing"),
    ("a list that browsers pass over", page_with(permissions_policy="camera=none"), "missing"),
    ("the old header alone", page_with(feature_policy="camera 'none'"), "missing"),
    ("only watched", page_with(permissions_policy_report_only="camera=()"), "missing"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_is_given_away_is_evidence() -> None:
    header = "camera=*, microphone=(), usb=(*)"
    evidence = run(page_with(permissions_policy=header)).evidence
    assert evidence == {"url": f"https://{DOMAIN}/", "said": header, "features": ["camera", "usb"]}


def test_the_place_where_the_form_goes_wrong_is_evidence() -> None:
    evidence = run(page_with(permissions_policy="camera=(), microphone 'none'")).evidence
    assert evidence["fault"] == "'none'"


def test_a_fault_at_the_end_shows_the_end() -> None:
    evidence = run(page_with(permissions_policy="camera=(), microphone=(),")).evidence
    assert evidence["fault"] == "camera=(), microphone=(),"
