"""What mends mixed content keeps the policy that is there."""

import pytest

from tests.scanner.checks.web.content_builders import with_page
from weerbaar.scanner.advice.csp_repair import upgraded
from weerbaar.scanner.advice.fixes import fixes
from weerbaar.scanner.checks.web.mixed_content.check import run


def test_the_order_joins_the_policy_of_the_page() -> None:
    sheet = with_page("<img src=http://elders.example/>", {"content-security-policy": "default-src 'self'"})
    values = [fix.value for fix in fixes(run(sheet), sheet)]
    assert values == [
        "add_header Content-Security-Policy \"default-src 'self'; upgrade-insecure-requests\" always;",
        "Header always set Content-Security-Policy \"default-src 'self'; upgrade-insecure-requests\"",
        '<add name="Content-Security-Policy" value="default-src \'self\'; upgrade-insecure-requests" />',
    ]


def test_without_a_policy_the_order_stands_alone() -> None:
    assert upgraded([]) == "upgrade-insecure-requests"


@pytest.mark.parametrize(
    "headers", [["default-src 'self'", "img-src 'self'"], ["script-src 'nonce-abc'"], ["img-src https://a.example/$1"]]
)
def test_a_policy_that_cannot_be_copied_gets_no_text(headers: list[str]) -> None:
    assert upgraded(headers) is None
