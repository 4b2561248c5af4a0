"""A policy gets its gaps closed and keeps the rest."""

import pytest

from tests.scanner.checks.web.builders import page_with
from weerbaar.scanner.advice.csp_repair import closed
from weerbaar.scanner.advice.fixes import fixes
from weerbaar.scanner.checks.web.csp_quality.check import run


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default-src 'self'", "default-src 'self'; base-uri 'self'"),
        ("script-src 'self'; Img-Src  *", "script-src 'self'; img-src *; object-src 'none'; base-uri 'self'"),
        ("default-src 'self'; object-src https:; base-uri *", "default-src 'self'; object-src 'none'; base-uri 'self'"),
        ("default-src 'self'; base-uri 'none'", "default-src 'self'; base-uri 'none'"),
        (
            "default-src 'self'; upgrade-insecure-requests",
            "default-src 'self'; upgrade-insecure-requests; base-uri 'self'",
        ),
    ],
)
def test_what_is_open_is_limited_and_the_rest_stays(policy: str, expected: str) -> None:
    assert closed([policy]) == expected


@pytest.mark.parametrize(
    "headers",
    [
        ["script-src 'nonce-r4nd0m'"],
        ["script-src 'self'", "img-src 'self'"],
        ["script-src 'self', img-src 'self'"],
        [],
        ["report-uri /\"; script-src 'self'"],
        ["script-src 'self'; report-uri /$host"],
        ["script-src 'self'; report-uri /%{HOST}e"],
    ],
)
def test_a_policy_that_cannot_be_pasted_gets_no_text(headers: list[str]) -> None:
    assert closed(headers) is None


def test_the_text_of_the_report_closes_what_was_found() -> None:
    facts = page_with(content_security_policy="script-src 'self'; frame-ancestors 'none'")
    finding = run(facts)
    assert finding.outcome == "gaps"
    nginx, apache, iis = fixes(finding, facts)
    policy = nginx.value.split('"')[1]
    assert policy in apache.value
    assert policy in iis.value
    assert run(page_with(content_security_policy=policy)).outcome == "strong"
