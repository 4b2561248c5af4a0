"""nosniff: the first value, and no other word."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.nosniff.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("nosniff", page_with(x_content_type_options="nosniff"), "present"),
    ("in capitals", page_with(x_content_type_options="NoSniff"), "present"),
    ("twice", page_with(x_content_type_options=("nosniff", "nosniff")), "present"),
    ("first, and another word after it", page_with(x_content_type_options="nosniff, other"), "present"),
    ("no header", page_with(x_content_type_options=None), "missing"),
    ("misspelt", page_with(x_content_type_options="no-sniff"), "malformed"),
    ("after another word", page_with(x_content_type_options="other, nosniff"), "malformed"),
    ("with a semicolon", page_with(x_content_type_options="nosniff;"), "malformed"),
    ("an empty header", page_with(x_content_type_options=""), "malformed"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_was_said_is_evidence() -> None:
    evidence = run(page_with(x_content_type_options=("other", "nosniff"))).evidence
    assert evidence == {"url": f"https://{DOMAIN}/", "said": "other, nosniff"}
