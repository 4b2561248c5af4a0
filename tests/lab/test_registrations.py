"""Registrations end when the table says."""

import json
from datetime import UTC, datetime

from lab.registrations import answers
from lab.table import companies

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def events(name: str) -> dict[str, str]:
    """The events of one company's answer."""
    found = [json.loads(line) for line in answers(companies(), NOW).splitlines()]
    (answer,) = [one for one in found if one["ldhName"] == name]
    return {event["eventAction"]: event["eventDate"] for event in answer["events"]}


def test_a_registration_lasts_unless_its_row_says_otherwise() -> None:
    assert events("good-0001.nl")["expiration"] == "2027-06-12T06:00:00Z"
    assert events("domain-soon-0001.nl")["expiration"] == "2026-12-04T06:00:00Z"
    assert events("domain-expired-0001.nl")["expiration"] == "2026-11-19T06:00:00Z"


def test_the_answers_are_of_the_day() -> None:
    assert events("good-0001.nl")["last update of RDAP database"] == "2026-11-24T06:00:00Z"
