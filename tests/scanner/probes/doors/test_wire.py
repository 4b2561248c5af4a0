"""Questions are written as RFC 1035 says; of answers only what belongs to the question is believed."""

import dns.flags
import dns.message
import dns.name
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.probes.doors.wire import (
    NXDOMAIN,
    TYPES,
    is_reply,
    is_truncated,
    read_reply,
    write_query,
    write_question,
)


def question(name: str = "example.nl", rdtype: str = "A") -> bytes:
    written = write_question(name, rdtype)
    assert written is not None
    return written


def answered(name: str, rdtype: str, *lines: str, **changes: int) -> bytes:
    """A reply to our own query, made by another library."""
    reply = dns.message.make_response(dns.message.from_wire(write_query(7, question(name, rdtype))))
    for line in lines:
        owner, kind, data = line.split(" ", 2)
        reply.answer.append(dns.rrset.from_text(owner, 60, "IN", kind, data))
    reply.set_rcode(changes.get("rcode", 0))  # type: ignore[arg-type]
    reply.flags |= changes.get("flags", 0)
    return reply.to_wire()


@pytest.mark.parametrize("rdtype", [rdtype for rdtype in TYPES if rdtype != "AXFR"])
def test_another_library_reads_our_queries(rdtype: str) -> None:
    query = dns.message.from_wire(write_query(4711, question("_dmarc.example.nl", rdtype)))
    assert query.id == 4711
    assert query.question[0].to_text() == f"_dmarc.example.nl. IN {rdtype}"
    assert query.flags & dns.flags.RD
    assert not query.flags & dns.flags.CD
    assert query.ednsflags & dns.flags.DO
    assert query.payload == 1232


def test_checking_can_be_disabled() -> None:
    assert dns.message.from_wire(write_query(1, question(), checking_disabled=True)).flags & dns.flags.CD


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        (".", (b"",)),
        ("", (b"",)),
        ("nl", (b"nl", b"")),
        (r"a\.b.nl", (b"a.b", b"nl", b"")),
        (r"a\046b.nl", (b"a.b", b"nl", b"")),
        (r"caf\195\169.nl", (b"caf\xc3\xa9", b"nl", b"")),
        (r"\000.nl", (b"\x00", b"nl", b"")),
        ("_25._tcp.mx.nl", (b"_25", b"_tcp", b"mx", b"nl", b"")),
        ("a" * 63 + ".nl", (b"a" * 63, b"nl", b"")),
        ("%{d}.nl", (b"%{d}", b"nl", b"")),
    ],
)
def test_names_are_written_label_by_label(name: str, labels: tuple[bytes, ...]) -> None:
    assert dns.name.from_wire(question(name), 0)[0].labels == labels


@pytest.mark.parametrize(
    "name",
    [
        "a..nl",
        ".nl",
        "a" * 64 + ".nl",
        ".".join(["a" * 50] * 6),
        "café.nl",
        "a b.nl",
        "a\tb.nl",
        "a\x00b.nl",
        r"a\300.nl",
        r"a\12.nl",
        "a\\",
        r"a\..b..nl",
        "\\\u2603.nl",
        r"\a" * 64 + ".nl",
    ],
)
def test_what_cannot_be_a_name_is_not_asked(name: str) -> None:
    assert write_question(name, "A") is None


@given(st.text(max_size=300))
def test_no_text_makes_a_question_that_others_cannot_read(name: str) -> None:
    written = write_question(name, "A")
    if written is not None:
        assert dns.message.from_wire(write_query(1, written)).question


def test_a_reply_to_our_query_is_ours_whatever_the_case_of_its_letters() -> None:
    reply = answered("example.nl", "A")
    assert is_reply(reply, 7, question())
    assert is_reply(reply.replace(b"example", b"eXaMpLe"), 7, question())


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (answered("example.nl", "A")[:11], "too short"),
        (write_query(7, write_question("example.nl", "A") or b""), "a query, no reply"),
        (answered("example.com", "A"), "another name"),
        (answered("example.nl", "AAAA"), "another type"),
        (b"\x00\x08" + answered("example.nl", "A")[2:], "another identifier"),
        (b"\x00\x07\xf8\x00" + answered("example.nl", "A")[4:], "another kind of message"),
        (b"\x00\x07\x80\x00\x00\x02" + answered("example.nl", "A")[6:], "two questions"),
        (b"\x00\x07\x80\x00\x00\x00" + answered("example.nl", "A")[6:], "no question"),
        (b"", "nothing"),
    ],
)
def test_anything_else_is_not_a_reply(message: bytes, why: str) -> None:
    assert not is_reply(message, 7, question()), why


def test_an_answer_holds_the_records_of_the_asked_type_and_the_aliases() -> None:
    message = answered(
        "www.example.nl",
        "A",
        "www.example.nl. CNAME host.example.nl.",
        "host.example.nl. A 192.0.2.1",
        flags=dns.flags.AD,
    )
    reply = read_reply(message, question("www.example.nl"), "www.example.nl")
    assert reply is not None
    assert reply.aliases == {"www.example.nl": "host.example.nl"}
    assert reply.records == {"host.example.nl": ["192.0.2.1"]}
    assert reply.authenticated


def test_records_of_other_types_are_left_out() -> None:
    message = answered("example.nl", "A", "example.nl. TXT x", "example.nl. A 192.0.2.1")
    reply = read_reply(message, question(), "example.nl")
    assert reply is not None
    assert reply.records == {"example.nl": ["192.0.2.1"]}


def test_the_status_and_the_lack_of_room_are_read() -> None:
    message = answered("example.nl", "A", rcode=NXDOMAIN, flags=dns.flags.TC)
    reply = read_reply(message, question(), "example.nl")
    assert reply is not None
    assert reply.rcode == NXDOMAIN
    assert is_truncated(message)
    assert not is_truncated(answered("example.nl", "A"))


def test_a_reply_that_ends_in_the_middle_of_a_record_is_broken() -> None:
    message = answered("example.nl", "A", "example.nl. A 192.0.2.1")
    start = 12 + len(question())
    end = start + 16
    for length in range(start, end):
        assert read_reply(message[:length], question(), "example.nl") is None
    assert read_reply(message[:end], question(), "example.nl") is not None


@given(st.binary(max_size=400), st.integers(0, 65535))
def test_no_message_makes_the_reader_raise(rest: bytes, answers: int) -> None:
    asked = question()
    message = b"\x00\x07\x80\x00\x00\x01" + answers.to_bytes(2, "big") + bytes(4) + asked + rest
    assert is_reply(message, 7, asked)
    reply = read_reply(message, asked, "example.nl")
    assert reply is None or all(text.isascii() for texts in reply.records.values() for text in texts)


@given(st.binary(max_size=200), st.integers(0, 65535), st.integers(0, 65535))
def test_no_explanation_of_a_failure_makes_the_reader_raise(rest: bytes, authority: int, additional: int) -> None:
    asked = question()
    counts = bytes(2) + authority.to_bytes(2, "big") + additional.to_bytes(2, "big")
    opt = b"\x00\x00\x29\x04\xd0\x00\x00\x00\x00"
    for message in (rest, opt + len(rest).to_bytes(2, "big") + rest):
        reply = read_reply(b"\x00\x07\x80\x02\x00\x01" + counts + asked + message, asked, "example.nl")
        assert reply is None or all(0 <= code < 65536 for code in reply.errors)
