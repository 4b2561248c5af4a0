"""CAA properties by the grammar of RFC 8659."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.caa import CaaProperty, parse
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('0 issue "ca.example"', CaaProperty("issue", "ca.example", "ca.example", False)),
        ('128 ISSUE "CA.example; policy=ev"', CaaProperty("issue", "CA.example; policy=ev", "ca.example", True)),
        ('0 issuewild ";"', CaaProperty("issuewild", ";", "", False)),
        ('0 issue ""', CaaProperty("issue", "", "", False)),
        ("0 issue ca.example", CaaProperty("issue", "ca.example", "ca.example", False)),
        (
            '0 iodef "https://bakkerij.example/report"',
            CaaProperty("iodef", "https://bakkerij.example/report", "", False),
        ),
        ('0 tbs "unknown tags are allowed"', CaaProperty("tbs", "unknown tags are allowed", "", False)),
    ],
)
def test_a_property_is_read(text: str, expected: CaaProperty) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no-caa-record"),
        ('issue "ca.example"', "no-caa-record"),
        ('300 issue "ca.example"', "flags-over-255"),
        ('0 is-sue "ca.example"', "odd-tag"),
        ('0 issue "lets encrypt"', "issuer-is-no-domain"),
        ('0 issue "ca.example; policy"', "odd-parameter"),
        ('0 issue "-ca.example"', "issuer-is-no-domain"),
        ('0 iodef "bakkerij"', "iodef-is-no-url"),
    ],
)
def test_a_broken_property_is_a_value_with_its_fault(text: str, fault: str) -> None:
    broken = parse(text)
    assert isinstance(broken, Malformed)
    assert broken.fault == fault


@given(st.text(max_size=300) | st.from_regex(r"0 issue \"[ -~]{0,200}\"", fullmatch=True))
def test_any_text_is_a_property_or_a_value_that_says_why_not(text: str) -> None:
    assert isinstance(parse(text), CaaProperty | Malformed)
