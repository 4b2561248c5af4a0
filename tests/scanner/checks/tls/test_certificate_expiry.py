"""Dates: judged at the moment of the handshake."""

from datetime import timedelta

import pytest

from tests.scanner.certificates import DAY, NOW, authority, leaf
from tests.scanner.checks.tls.builders import endpoint, good, session, sheet, unseen
from weerbaar.scanner.checks.tls.certificate_expiry.check import run
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.facts.sheet import FactSheet


def valid(first_day: float, last_day: float) -> FactSheet:
    dates = {"not_before": NOW + first_day * DAY, "not_after": NOW + last_day * DAY}
    return sheet(endpoint(session(leaf(**dates), authority())))


CASES: list[tuple[str, FactSheet, str]] = [
    ("sixty days left", sheet(endpoint(good())), "valid"),
    ("fifteen days left", valid(-30, 15), "valid"),
    ("thirteen days left", valid(-30, 13), "expires-soon"),
    ("a certificate of six days in its fourth", valid(-3, 3), "valid"),
    ("a certificate of six days in its last", valid(-5, 1), "expires-soon"),
    ("yesterday", valid(-30, -1), "expired"),
    ("tomorrow", valid(1, 60), "not-yet-valid"),
    (
        "signed by itself, long ago",
        sheet(endpoint(session(leaf(issuer="self", not_after=NOW - DAY), trusted=False))),
        "not-applicable",
    ),
    (
        "expired, and from an unknown authority",
        sheet(endpoint(session(leaf(issuer="unknown", not_after=NOW - DAY), trusted=False))),
        "expired",
    ),
    ("port 443 refuses", unseen(Reason.REFUSED), "not-applicable"),
    ("no answer", unseen(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_last_day_is_evidence() -> None:
    evidence = run(valid(-30, 9)).evidence
    assert (evidence["days_left"], evidence["not_after"]) == (9, (NOW + timedelta(days=9)).date().isoformat())
