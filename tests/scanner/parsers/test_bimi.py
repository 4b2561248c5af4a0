"""BIMI records: a version, a place for the logo, perhaps one for its certificate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.bimi import BimiRecord, is_bimi, parse, resembles_bimi
from weerbaar.scanner.parsers.malformed import Malformed

LOGO = "https://bakkerij.example/logo.svg"


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (f"v=BIMI1; l={LOGO}; a=", BimiRecord(LOGO, "")),
        (f"v=BIMI1;l={LOGO}", BimiRecord(LOGO, "")),
        (f"v=BIMI1; a={LOGO}.pem; l={LOGO};", BimiRecord(LOGO, f"{LOGO}.pem")),
        (f"v=BIMI1; l={LOGO}; avp=brand; s=large", BimiRecord(LOGO, "")),
        ("v=BIMI1; l=http://bakkerij.example:8080", BimiRecord("http://bakkerij.example:8080", "")),
        ("v=BIMI1 ; l=;", BimiRecord("", "")),
    ],
)
def test_a_record_is_read(text: str, record: BimiRecord) -> None:
    assert is_bimi(text)
    assert parse(text) == record


@pytest.mark.parametrize(
    ("text", "part", "fault"),
    [
        ("v=bimi1; l=", "v=bimi1; l=", "no-version"),
        ("v=BIMI10; l=", "v=BIMI10; l=", "no-version"),
        ("v=BIMI1", "v=BIMI1", "no-location"),
        (f"v=BIMI1; a={LOGO}", f"v=BIMI1; a={LOGO}", "no-location"),
        ("v=BIMI1; l=logo.svg", "logo.svg", "url"),
        ("v=BIMI1; l=https://localhost/logo.svg", "https://localhost/logo.svg", "url"),
        (f"v=BIMI1; l={LOGO}; a=vmc", "vmc", "url"),
        (f"v=BIMI1; l={LOGO}; l={LOGO}", f"l={LOGO}", "repeated-tag"),
        ("v=BIMI1; l=; v=BIMI1", "v=BIMI1", "repeated-tag"),
        (f"v=BIMI1; {LOGO}", LOGO, "tag"),
    ],
)
def test_a_broken_record_says_where(text: str, part: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed)
    assert (found.text, found.fault) == (part, fault)


def test_only_a_record_without_any_address_declines() -> None:
    assert BimiRecord("", "").declines
    assert not BimiRecord(LOGO, "").declines
    assert BimiRecord(LOGO, "").urls == (LOGO,)


def test_a_record_that_was_meant_is_known_by_its_start() -> None:
    assert resembles_bimi("V = bimi1; l=")
    assert not resembles_bimi("v=spf1 -all")


@given(st.text(max_size=80) | st.text(alphabet="v=BIMI1;la /:.", max_size=80).map(lambda text: "v=BIMI1;" + text))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert isinstance(parse(text), (BimiRecord, Malformed))


@pytest.mark.parametrize("unit", [";", "; x=", "a.", "-"])
def test_the_time_grows_no_faster_than_the_text(unit: str) -> None:
    assert growth(parse, lambda times: f"v=BIMI1; l=https://{unit * times}") < 40
