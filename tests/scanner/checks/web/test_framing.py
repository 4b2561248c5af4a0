"""Frames: X-Frame-Options, unless the policy says more."""

import pytest

from tests.scanner.checks.web.builders import DOMAIN, NO_PAGE, led_away, page_with
from weerbaar.scanner.checks.web.framing.check import run
from weerbaar.scanner.facts.sheet import FactSheet


def said(options: str | tuple[str, ...] | None, policy: str | tuple[str, ...] | None = None) -> FactSheet:
    return page_with(x_frame_options=options, content_security_policy=policy)


CASES: list[tuple[str, FactSheet, str]] = [
    ("nobody", said("DENY"), "protected"),
    ("only the site itself", said("sameorigin"), "protected"),
    ("twice the same", said(("SAMEORIGIN", "SAMEORIGIN")), "protected"),
    ("a policy without header", said(None, "frame-ancestors 'self' https://partner.example"), "protected"),
    ("the policy is strict, the header nonsense", said("ALLOWALL", "frame-ancestors 'none'"), "protected"),
    ("one of two policies is strict", said(None, ("frame-ancestors *", "frame-ancestors 'none'")), "protected"),
    ("a policy that says nothing of frames", said("DENY", "default-src 'self'"), "protected"),
    ("neither", said(None, "default-src 'self'"), "missing"),
    ("the policy opens what the header closes", said("DENY", "frame-ancestors *"), "missing"),
    ("an unknown word", said("ALLOWALL", "default-src 'self'"), "malformed"),
    ("a word of long ago", said("ALLOW-FROM https://partner.example"), "malformed"),
    ("an empty header", said(""), "malformed"),
    ("the domain leads elsewhere", led_away(), "missing"),
    *NO_PAGE,
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_a_policy_that_is_only_watched_protects_nobody() -> None:
    sheet = page_with(
        x_frame_options=None,
        content_security_policy=None,
        content_security_policy_report_only="frame-ancestors 'none'",
    )
    assert run(sheet).outcome == "missing"


def test_the_header_and_the_fault_are_evidence() -> None:
    evidence = run(said("ALLOW-FROM https://partner.example")).evidence
    assert evidence == {
        "url": f"https://{DOMAIN}/",
        "said": "ALLOW-FROM https://partner.example",
        "fault": "no-longer-known",
    }


def test_what_protects_is_evidence() -> None:
    assert run(said("DENY", "frame-ancestors 'none'")).evidence["by"] == "frame-ancestors"
    assert run(said("SameOrigin")).evidence["by"] == "X-Frame-Options sameorigin"
