import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.tls_rpt import TlsRptRecord, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the examples of RFC 8460, section 3.1
        ("v=TLSRPTv1;rua=mailto:reports@example.com", ["mailto:reports@example.com"]),
        ("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt", ["https://reporting.example.com/v1/tlsrpt"]),
        ("v=TLSRPTv1; rua=mailto:a@b.example , https://c.example/;", ["mailto:a@b.example", "https://c.example/"]),
        (
            "v=TLSRPTv1;ext=1;rua=mailto:a@b.example;rua=mailto:c@b.example",
            ["mailto:a@b.example", "mailto:c@b.example"],
        ),
    ],
)
def test_a_record_is_read(text: str, expected: list[str]) -> None:
    found = parse(text)
    assert isinstance(found, TlsRptRecord)
    assert [uri.text for uri in found.rua] == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("v=TLSRPTv1", "no-fields"),
        ("v=TLSRPTv1;", "no-fields"),
        ("v=tlsrptv1; rua=mailto:a@b.example", "no-version"),
        ("v=TLSRPTv1 rua=mailto:a@b.example", "no-version"),
        ("rua=mailto:a@b.example", "no-version"),
        ("v=TLSRPTv1; rua=a@b.example", "no-scheme"),
        ("v=TLSRPTv1; rua=mailto:a@b.example,", "no-scheme"),
        ("v=TLSRPTv1; rua=mailto:b.example", "no-address"),
        ("v=TLSRPTv1; rua=http://b.example/", "scheme"),
        ("v=TLSRPTv1; rua=", "field"),
        ("v=TLSRPTv1; rua", "field"),
        ("v=TLSRPTv1;; rua=mailto:a@b.example", "field"),
        ("v=TLSRPTv1; -x=1; rua=mailto:a@b.example", "field"),
        ("v=TLSRPTv1; x=a b; rua=mailto:a@b.example", "value"),
        ("v=TLSRPTv1; ruf=mailto:a@b.example", "no-rua"),
    ],
)
def test_a_record_outside_the_grammar_is_malformed(text: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed) and found.fault == fault, found


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(text)
    parse("v=TLSRPTv1;" + text)
    parse("v=TLSRPTv1;rua=" + text)


@pytest.mark.parametrize("piece", [" ", "a", ";", "=", "x=1;", "mailto:a@b.nl,", "\t"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(parse, lambda times: "v=TLSRPTv1;rua=" + piece * times + "\x00") < 50
