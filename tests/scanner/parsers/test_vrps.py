"""The export of RPKI validators, in the two dialects that are about."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.vrps import VrpExport, parse

ROA = {"asn": "AS64500", "prefix": "198.51.100.0/24", "maxLength": 25, "ta": "ripe"}
_KEYS = st.sampled_from(["asn", "prefix", "maxLength", "roas", "metadata", "buildtime"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner),
)


def export(*roas: Any, **more: Any) -> VrpExport:
    found = parse(json.dumps({**more, "roas": roas}))
    assert isinstance(found, VrpExport)
    return found


def test_the_number_stands_with_or_without_letters() -> None:
    (vrp,) = export(ROA).payloads
    assert (vrp.prefix.text, vrp.max_length, vrp.asn) == ("198.51.100.0/24", 25, 64500)
    assert export({**ROA, "asn": 64500}).payloads == (vrp,)


def test_without_a_greatest_length_it_is_the_prefix_s_own() -> None:
    (vrp,) = export({"asn": 0, "prefix": "2001:db8::/32"}).payloads
    assert (vrp.max_length, vrp.asn) == (32, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"asn": "64500x"},
        {"asn": True},
        {"asn": None},
        {"asn": -1},
        {"asn": 2**32},
        {"prefix": "198.51.100.0"},
        {"prefix": 7},
        {"maxLength": 23},
        {"maxLength": 33},
        {"maxLength": "24"},
        {"maxLength": True},
    ],
)
def test_an_entry_that_cannot_be_read_is_left_out(change: dict[str, Any]) -> None:
    assert export({**ROA, **change}, ROA).payloads == export(ROA).payloads


@pytest.mark.parametrize(
    ("metadata", "moment"),
    [
        ({"buildtime": "2026-11-24T06:00:00Z"}, datetime(2026, 11, 24, 6, tzinfo=UTC)),
        ({"generated": 1, "generatedTime": "2026-11-24T07:00:00+01:00"}, datetime(2026, 11, 24, 6, tzinfo=UTC)),
        ({"buildtime": "yesterday"}, None),
        ({"buildtime": "2026-11-24T06:00:00"}, None),
        ({}, None),
        ("none", None),
    ],
)
def test_the_moment_of_writing_is_read_where_it_is_told(metadata: Any, moment: datetime | None) -> None:
    assert export(ROA, metadata=metadata).written_at == moment


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"roas": {}}', '{"roas": [', "[" * 100_000])
def test_what_is_no_export_is_malformed(text: str) -> None:
    assert isinstance(parse(text), Malformed)


@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    parse(text)


@given(ANY_JSON)
def test_no_document_makes_it_raise(document: Any) -> None:
    parse(json.dumps({"roas": document}))
    parse(json.dumps({"roas": [{"prefix": document, "asn": document}], "metadata": document}))
