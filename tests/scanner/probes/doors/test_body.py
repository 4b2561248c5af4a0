"""The text of an answer: unpacked, capped and in its own letters."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.probes.doors.body import text_of

HTML = ("content-type", "text/html")


def test_plain_text_is_utf_8_unless_something_else_is_said() -> None:
    assert text_of("één".encode(), (HTML,), 100) == ("één", False)
    assert text_of("één".encode("latin-1"), (("content-type", "text/html; charset=ISO-8859-1"),), 100) == ("één", False)
    assert text_of("€".encode("cp1252"), (("content-type", 'text/html; charset="latin1"'),), 100) == ("€", False)


def test_a_page_may_name_its_letters_itself() -> None:
    body = '<html><head><meta charset="windows-1252"><title>één'.encode("cp1252")
    assert text_of(body, (HTML,), 100)[0].endswith("één")
    assert not text_of(body, (("content-type", "text/plain"),), 100)[0].endswith("één")


def test_a_mark_at_the_start_outweighs_the_header() -> None:
    assert text_of("\ufeffhallo".encode("utf-16-le"), (("content-type", "text/html; charset=utf-8"),), 100) == (
        "hallo",
        False,
    )


@pytest.mark.parametrize("name", ["punycode", "idna", "rot13", "unicode_escape", "nonsense", "hex", "iso-8859-99"])
def test_a_name_that_is_no_letters_of_a_page_is_passed_over(name: str) -> None:
    assert text_of(b"hallo", (("content-type", f"text/html; charset={name}"),), 100) == ("hallo", False)


def test_packed_answers_are_unpacked() -> None:
    for coding, packed in (("gzip", gzip.compress(b"hallo")), ("deflate", zlib.compress(b"hallo"))):
        assert text_of(packed, (HTML, ("content-encoding", coding)), 100) == ("hallo", False)


def test_a_bomb_is_unpacked_no_further_than_asked() -> None:
    packed = gzip.compress(b"x" * 5_000_000)
    text, is_cut = text_of(packed, (HTML, ("content-encoding", "gzip")), 1000)
    assert (len(text), is_cut) == (1000, True)


@pytest.mark.parametrize(("coding", "body"), [("br", b"\x0b\x02\x80hallo\x03"), ("gzip", b"hallo"), ("zstd", b"hallo")])
def test_what_cannot_be_unpacked_gives_no_text(coding: str, body: bytes) -> None:
    assert text_of(body, (HTML, ("content-encoding", coding)), 100) == ("", True)


def test_a_packed_answer_that_breaks_off_gives_its_beginning() -> None:
    packed = gzip.compress(bytes(range(97, 123)) * 40)[:-12]
    text, is_cut = text_of(packed, (HTML, ("content-encoding", "gzip")), 10_000)
    assert is_cut
    assert text.startswith("abc")


@given(
    st.binary(max_size=200), st.text(max_size=40), st.sampled_from(["", "gzip", "deflate", "x-gzip", "br", "gzip, br"])
)
def test_whatever_comes_back_gives_some_text(body: bytes, kind: str, coding: str) -> None:
    text, _ = text_of(body, (("content-type", kind), ("content-encoding", coding)), 100)
    assert len(text) <= 100
