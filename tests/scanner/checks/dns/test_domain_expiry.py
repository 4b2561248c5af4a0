"""The end of the registration, as the registry told it."""

from datetime import timedelta

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NOW, sheet
from weerbaar.scanner.checks.dns.domain_expiry.check import run
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.registration import REGISTRATION, Registration
from weerbaar.scanner.facts.sheet import FactSheet


def ends_in(days: float, told_days_ago: float = 1) -> FactSheet:
    """The registration ends so many days from now."""
    registration = Registration(DOMAIN, NOW + timedelta(days=days), NOW - timedelta(days=told_days_ago), "Registrar")
    return sheet((REGISTRATION, Observed(registration, NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("half a year", ends_in(180), "valid"),
    ("a month", ends_in(30), "valid"),
    ("less than a month", ends_in(29), "soon"),
    ("it ended after the registry spoke", ends_in(-3, told_days_ago=10), "soon"),
    ("it had ended when the registry spoke", ends_in(-3), "expired"),
    ("the registry does not tell", sheet((REGISTRATION, Unobserved(Reason.NOT_OFFERED))), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_date_is_evidence() -> None:
    assert run(ends_in(180)).evidence["expires_on"] == "2027-05-23"
