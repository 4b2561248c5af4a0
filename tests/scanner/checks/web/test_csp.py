"""CSP: a policy that forbids something, and that is enforced."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.csp.check import run
from weerbaar.scanner.facts.sheet import FactSheet

POLICY = "default-src 'self'"

CASES: list[tuple[str, FactSheet, str]] = [
    ("a policy", page_with(content_security_policy=POLICY), "present"),
    ("a policy about frames only", page_with(content_security_policy="frame-ancestors 'self'"), "present"),
    ("the second header forbids", page_with(content_security_policy=("upgrade-insecure-requests", POLICY)), "present"),
    (
        "enforced beside watched",
        page_with(content_security_policy=POLICY, content_security_policy_report_only=POLICY),
        "present",
    ),
    (
        "only watched",
        page_with(content_security_policy=None, content_security_policy_report_only=POLICY),
        "report-only",
    ),
    (
        "watched, and an enforced one that forbids nothing",
        page_with(content_security_policy="report-uri /csp", content_security_policy_report_only=POLICY),
        "report-only",
    ),
    ("no header", page_with(content_security_policy=None), "missing"),
    ("an empty header", page_with(content_security_policy=" ; "), "missing"),
    ("only http is upgraded", page_with(content_security_policy="upgrade-insecure-requests"), "missing"),
    ("a directive that does not exist", page_with(content_security_policy="default-scr 'self'"), "missing"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_names_of_the_directives_are_evidence() -> None:
    evidence = run(page_with(content_security_policy=("img-src *; script-src 'self'", "img-src 'self'"))).evidence
    assert evidence == {"url": f"https://{DOMAIN}/", "directives": ["img-src", "script-src"]}


def test_a_policy_that_does_not_count_is_shown() -> None:
    evidence = run(page_with(content_security_policy="upgrade-insecure-requests")).evidence
    assert evidence["said"] == ["upgrade-insecure-requests"]
