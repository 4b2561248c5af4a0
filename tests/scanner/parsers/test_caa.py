"""CAA records: who may issue, or a value that forbids everybody by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.caa import Property, parse
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        # The examples of RFC 8659, sections 4.2 to 4.5.
        ('0 issue "ca1.example.net"', Property(False, "issue", "ca1.example.net", "ca1.example.net")),
        ('0 issue ";"', Property(False, "issue", ";", "")),
        (
            '0 issue "ca1.example.net; account=230123"',
            Property(False, "issue", "ca1.example.net; account=230123", "ca1.example.net"),
        ),
        ('0 issuewild ";"', Property(False, "issuewild", ";", "")),
        ('0 iodef "mailto:security@example.com"', Property(False, "iodef", "mailto:security@example.com")),
        ('0 iodef "https://iodef.example.com/"', Property(False, "iodef", "https://iodef.example.com/")),
        ('128 tbs "Unknown"', Property(True, "tbs", "Unknown")),
        # Around the grammar.
        ('0 issue ""', Property(False, "issue", "", "")),
        ('0 ISSUE " CA.Example "', Property(False, "issue", " CA.Example ", "ca.example")),
        ("0 issue ca.example", Property(False, "issue", "ca.example", "ca.example")),
        ('1 issue "ca.example;"', Property(False, "issue", "ca.example;", "ca.example")),
        (
            '0 issue "ca.example ; a = b ;\\032c=d"',
            Property(False, "issue", "ca.example ; a = b ; c=d", "ca.example"),
        ),
        ('0 issuemail "ca.example"', Property(False, "issuemail", "ca.example", "ca.example")),
        ('0 contactemail "beheer@example.nl"', Property(False, "contactemail", "beheer@example.nl")),
    ],
)
def test_what_follows_the_grammar_is_read(record: str, expected: Property) -> None:
    assert parse(record) == expected


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ('0 issue "%%%%%"', "issuer-is-no-domain-name"),  # the example of section 4.2
        ('0 issue "https://ca.example"', "issuer-is-no-domain-name"),
        ('0 issue "ca_1.example"', "issuer-is-no-domain-name"),
        ('0 issue "-ca.example"', "issuer-is-no-domain-name"),
        ('0 issue "ca.example."', "issuer-is-no-domain-name"),
        ('0 issue "ca.example other.example"', "issuer-is-no-domain-name"),
        ('0 issue "ca.example; account"', "not-a-parameter"),
        ('0 issue "ca.example; policy=ev;"', "not-a-parameter"),
        ('0 issue "ca.example; cool policy=ev"', "not-a-parameter"),
        ('0 issue "ca.example; policy=m\\246tley"', "not-a-parameter"),
        ('0 iodef "security@example.com"', "iodef-without-scheme"),
        ('256 issue "ca.example"', "not-a-property"),
        ('0 is-sue "ca.example"', "not-a-property"),
        ("0 issue", "not-a-property"),
        ("issue ca.example", "not-a-property"),
        ("", "not-a-property"),
    ],
)
def test_what_does_not_is_malformed(record: str, fault: str) -> None:
    result = parse(record)
    assert isinstance(result, Malformed)
    assert result.fault == fault


@given(st.text() | st.text(max_size=40).map(lambda value: f'0 issue "{value}"'))
def test_arbitrary_text_never_raises(record: str) -> None:
    assert isinstance(parse(record), Property | Malformed)


@pytest.mark.parametrize("piece", ["a", "-", "a-", "a.", ";", "a=b;", "\\", '"'])
def test_a_long_value_is_read_in_one_go(piece: str) -> None:
    parse(f'0 issue "{piece * 30_000}"')
