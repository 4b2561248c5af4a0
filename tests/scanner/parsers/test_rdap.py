"""RDAP answers: the dates and the registrar, from objects of any quality."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.rdap import RdapDomain, parse

ANSWER: dict[str, Any] = {
    "objectClassName": "domain",
    "ldhName": "BAKKERIJ.EXAMPLE.",
    "events": [
        {"eventAction": "registration", "eventDate": "2010-01-01T00:00:00Z"},
        {"eventAction": "expiration", "eventDate": "2027-05-23T12:00:00Z"},
        {"eventAction": "last update of RDAP database", "eventDate": "2026-11-24T06:00:00Z"},
    ],
    "entities": [
        {"roles": ["abuse"], "vcardArray": ["vcard", [["fn", {}, "text", "Misbruik"]]]},
        {"roles": ["registrar"], "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Naam"]]]},
    ],
}
_KEYS = st.sampled_from(["roles", "vcardArray", "eventAction", "eventDate", "registrar"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner),
)


def read(**changes: Any) -> RdapDomain:
    found = parse(json.dumps({**ANSWER, **changes}))
    assert isinstance(found, RdapDomain)
    return found


def test_dates_name_and_registrar_are_read() -> None:
    ends, seen = datetime(2027, 5, 23, 12, tzinfo=UTC), datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert read() == RdapDomain("bakkerij.example", ends, seen, "Naam")


@pytest.mark.parametrize(
    "events",
    [
        None,
        [],
        "x",
        [{}],
        [{"eventAction": "expiration"}],
        [{"eventAction": "expiration", "eventDate": "2027-05-23T12:00:00"}],
    ],
)
def test_a_date_that_is_not_told_is_nothing(events: Any) -> None:
    assert read(events=events).expires_at is None


@pytest.mark.parametrize(
    "entities", [None, [{}], [{"roles": None}], [{"roles": ["registrar"], "vcardArray": ["vcard"]}]]
)
def test_a_registrar_that_is_not_told_is_nothing(entities: Any) -> None:
    assert read(entities=entities).registrar == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"objectClassName": "domain"}', '{"objectClassName": "entity"}', "[" * 100_000]
)
def test_what_is_no_domain_is_malformed(text: str) -> None:
    assert isinstance(parse(text), Malformed)


@given(ANY_JSON)
def test_no_answer_makes_it_raise(value: Any) -> None:
    for key in ANSWER:
        parse(json.dumps({**ANSWER, key: value}))
        parse(json.dumps({**ANSWER, key: [value]}))
