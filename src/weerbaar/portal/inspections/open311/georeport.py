"""GeoReport v2 (Open311, wiki.open311.org/GeoReport_v2, read 2026-11-24): the four calls that we make.

A report holds a place and what is wrong there. The fields for who reports (name, mail, phone, device) are never sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from weerbaar.portal.inspections.open311.exchange import Answer, exchange
from weerbaar.portal.inspections.open311.words import NotReached, ReachFault

# Their clock and ours may differ.
_SLACK = timedelta(hours=2)
_LATER = frozenset({408, 425, 429})
LONGEST_DESCRIPTION = 4000
LONGEST_NOTES = 1000


@dataclass(frozen=True)
class Reach:
    """How to get there. `endpoint` ends without a slash."""

    endpoint: str
    jurisdiction: str
    key: str


@dataclass(frozen=True)
class Outgoing:
    """A report. `reference` is ours, and stands in the description, so that we know a report again."""

    service_code: str
    latitude: float | None
    longitude: float | None
    address: str
    description: str
    reference: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Its number there, or a token that stands for a number to come."""

    number: str
    token: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where it stands there: `open`, `closed`, or a word of their own."""

    word: str
    notes: str


def send_report(reach: Reach, report: Outgoing) -> Taken:
    """Hand it in (POST requests.json).

    Raises:
        NotReached: with why, and whether it may have been taken in all the same.
    """
    form = {
        "api_key": reach.key,
        "service_code": report.service_code,
        "description": f"{report.description[:LONGEST_DESCRIPTION]} ({report.reference})",
    }
    if reach.jurisdiction:
        form["jurisdiction_id"] = reach.jurisdiction
    if report.latitude is not None and report.longitude is not None:
        form |= {"lat": f"{report.latitude:.6f}", "long": f"{report.longitude:.6f}"}
    if report.address:
        form["address_string"] = report.address
    answer = exchange("POST", f"{reach.endpoint}/requests.json", form)
    first = _first(answer, is_unsure=True)
    taken = Taken(_text(first, "service_request_id"), _text(first, "token"))
    if not taken.number and not taken.token:
        raise NotReached(ReachFault.NOT_READABLE, True)
    return taken


def find_report(reach: Reach, report: Outgoing, since: datetime) -> str:
    """The number of a report of ours that may have arrived, by our reference in it; empty when it is not there.

    Raises:
        NotReached: with why.
    """
    asked = {"service_code": report.service_code, "start_date": (since - _SLACK).astimezone(UTC).isoformat()}
    for found in _all(_get(reach, "requests.json", asked)):
        if report.reference in str(found.get("description", "")):
            return _text(found, "service_request_id")
    return ""


def number_of(reach: Reach, token: str) -> str:
    """The number that a token has become; empty while there is none (GET tokens/<token>.json).

    Raises:
        NotReached: with why.
    """
    return _text(_first(_get(reach, f"tokens/{quote(token, safe='')}.json", {})), "service_request_id")


def status_of(reach: Reach, number: str) -> Status:
    """Where a report stands (GET requests/<number>.json).

    Raises:
        NotReached: with why.
    """
    first = _first(_get(reach, f"requests/{quote(number, safe='')}.json", {}))
    word = _text(first, "status").lower()
    if not word:
        raise NotReached(ReachFault.NOT_READABLE)
    return Status(word[:40], _text(first, "status_notes"))


def _get(reach: Reach, path: str, asked: Mapping[str, str]) -> Answer:
    query = {**({"jurisdiction_id": reach.jurisdiction} if reach.jurisdiction else {}), **asked}
    return exchange("GET", f"{reach.endpoint}/{path}" + (f"?{urlencode(query)}" if query else ""))


def _all(answer: Answer, *, is_unsure: bool = False) -> list[dict[str, Any]]:
    if 300 <= answer.status < 400:
        raise NotReached(ReachFault.REDIRECT)
    if answer.status >= 500 or answer.status in _LATER:
        raise NotReached(ReachFault.TROUBLE, is_unsure and answer.status >= 500)
    if not 200 <= answer.status < 300:
        raise NotReached(ReachFault.REFUSED)
    try:
        told = json.loads(answer.body)
    except ValueError as error:
        raise NotReached(ReachFault.NOT_READABLE, is_unsure) from error
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise NotReached(ReachFault.NOT_READABLE, is_unsure)
    return told


def _first(answer: Answer, *, is_unsure: bool = False) -> dict[str, Any]:
    told = _all(answer, is_unsure=is_unsure)
    if not told:
        raise NotReached(ReachFault.NOT_READABLE, is_unsure)
    return told[0]


def _text(told: Mapping[str, Any], name: str) -> str:
    """A number of theirs may be a text or a number; anything else is none."""
    value = told.get(name)
    if isinstance(value, str | int) and not isinstance(value, bool):
        words = " ".join(str(value).split())
        return "".join(sign for sign in words if sign.isprintable())[:LONGEST_NOTES]
    return ""
