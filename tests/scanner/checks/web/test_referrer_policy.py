"""Referrer policy: what other sites get to see."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.referrer_policy.check import run
from weerbaar.scanner.facts.sheet import FactSheet

STRICT = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
LEAKING = ("unsafe-url", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin")

CASES: list[tuple[str, FactSheet, str]] = [
    *((word, page_with(referrer_policy=word), "strict") for word in STRICT),
    *((word, page_with(referrer_policy=word), "leaking") for word in LEAKING),
    ("the last known word is strict", page_with(referrer_policy="unsafe-url, same-origin, of-tomorrow"), "strict"),
    ("the last known word leaks", page_with(referrer_policy=("no-referrer", "unsafe-url")), "leaking"),
    ("no header", page_with(referrer_policy=None), "missing"),
    ("no word that is known", page_with(referrer_policy="everything"), "malformed"),
    ("an empty header", page_with(referrer_policy=""), "malformed"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_word_in_force_is_evidence() -> None:
    evidence = run(page_with(referrer_policy="no-referrer, Unsafe-URL")).evidence
    assert evidence == {"url": f"https://{DOMAIN}/", "said": "no-referrer, Unsafe-URL", "policy": "unsafe-url"}
