import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.report_uri import ReportUri, parse


@pytest.mark.parametrize(
    ("text", "scheme", "domain"),
    [
        ("mailto:dmarc@bakkerij.example", "mailto", "bakkerij.example"),
        ("MAILTO:Dmarc@Bakkerij.Example", "mailto", "bakkerij.example"),
        ("mailto:a%2Cb@bakkerij.example?subject=report", "mailto", "bakkerij.example"),
        ("https://reports.bakkerij.example:8443/v1?x=1", "https", "reports.bakkerij.example"),
        ("ftp:whatever", "ftp", ""),
    ],
)
def test_a_uri_is_read_with_the_place_where_reports_arrive(text: str, scheme: str, domain: str) -> None:
    assert parse(text) == ReportUri(text, scheme, domain)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("dmarc@bakkerij.example", "no-scheme"),
        ("", "no-scheme"),
        ("1:x", "no-scheme"),
        ("mailto:a b@bakkerij.example", "character"),
        ("mailto:a@bakkerij.example!10m", "character"),
        ("mailto:caf\u00e9@bakkerij.example", "character"),
        ("mailto:", "no-address"),
        ("mailto:bakkerij.example", "no-address"),
        ("mailto:@bakkerij.example", "no-address"),
        ("mailto:a@b@bakkerij.example", "no-address"),
        ("mailto:a@localhost", "no-address"),
        ("https:reports.bakkerij.example", "no-host"),
        ("https://", "no-host"),
    ],
)
def test_a_text_that_is_no_uri_is_malformed(text: str, fault: str) -> None:
    found = parse(text, 7)
    assert isinstance(found, Malformed) and (found.fault, found.at) == (fault, 7)


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(text)
    parse("mailto:" + text)


@pytest.mark.parametrize("piece", ["a", "a.", "@", "%", "%41", "-", "/"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(parse, lambda times: "mailto:a@" + piece * times + "\x00") < 50
    assert growth(parse, lambda times: "mailto:a@" + piece * times) < 50
