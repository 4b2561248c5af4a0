"""Isolation: the opener policy decides, and none of the three headers may be unreadable."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.isolation.check import run
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("same origin", page_with(cross_origin_opener_policy="same-origin"), "isolated"),
    ("pop-ups are let go", page_with(cross_origin_opener_policy='same-origin-allow-popups; report-to="x"'), "isolated"),
    (
        "all three",
        page_with(
            cross_origin_opener_policy="same-origin",
            cross_origin_embedder_policy="require-corp",
            cross_origin_resource_policy="same-origin",
        ),
        "isolated",
    ),
    (
        "a resource for everybody",
        page_with(cross_origin_opener_policy="same-origin", cross_origin_resource_policy="cross-origin"),
        "isolated",
    ),
    ("an unknown word", page_with(cross_origin_opener_policy="sameorigin"), "malformed"),
    ("twice", page_with(cross_origin_opener_policy=("same-origin", "same-origin")), "malformed"),
    (
        "an unknown word about resources",
        page_with(cross_origin_opener_policy="same-origin", cross_origin_resource_policy="self"),
        "malformed",
    ),
    ("no header", page_with(cross_origin_opener_policy=None), "missing"),
    ("everything is allowed", page_with(cross_origin_opener_policy="unsafe-none"), "missing"),
    ("only the other two", page_with(cross_origin_resource_policy="same-origin"), "missing"),
    ("only watched", page_with(cross_origin_opener_policy_report_only="same-origin"), "missing"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_the_headers_say_is_evidence() -> None:
    facts = page_with(cross_origin_opener_policy="same-origin", cross_origin_embedder_policy="yes")
    assert run(facts).evidence == {
        "url": f"https://{DOMAIN}/",
        "said": ["cross-origin-opener-policy: same-origin"],
        "wrong": ["cross-origin-embedder-policy: yes"],
    }
