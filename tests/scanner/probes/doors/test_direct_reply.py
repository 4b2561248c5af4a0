"""What a name server says itself: all sections, from messages that another library writes, and from rubbish."""

from datetime import UTC, datetime

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.facts.authorities import DirectAnswer, Signature
from weerbaar.scanner.probes.doors.direct_reply import DirectReply, read_direct, read_transfer_start
from weerbaar.scanner.probes.doors.wire import write_question

ZONE = "bakkerij.example"
SOA = f"{ZONE} SOA ns1.{ZONE}. hostmaster.{ZONE}. 7 14400 3600 1209600 3600"
SIGNED = f"{ZONE} RRSIG SOA 13 2 300 20261224093715 20261123093715 4711 {ZONE}. c2lnbmF0dXJl"


def message(rdtype: str, *sections: tuple[str, str], flags: int = 0, rcode: str = "NOERROR") -> bytes:
    """A reply about the zone; `sections` are (section, line)."""
    reply = dns.message.make_response(dns.message.make_query(ZONE, rdtype))
    reply.flags |= flags
    reply.set_rcode(dns.rcode.from_text(rcode))
    for section, line in sections:
        owner, kind, data = line.split(" ", 2)
        getattr(reply, section).append(dns.rrset.from_text(f"{owner}.", 300, "IN", kind, data))
    return reply.to_wire()


def read(rdtype: str, *sections: tuple[str, str], flags: int = 0, rcode: str = "NOERROR") -> DirectReply:
    question = write_question(ZONE, rdtype)
    assert question is not None
    reply = read_direct(message(rdtype, *sections, flags=flags, rcode=rcode), question, ZONE)
    assert reply is not None
    return reply


def test_an_authoritative_answer_speaks_for_the_zone() -> None:
    answer = read("SOA", ("answer", SOA), flags=dns.flags.AA).answer
    assert answer == DirectAnswer("NOERROR", True, False, (SOA.partition("SOA ")[2].replace(". ", " "),))
    assert answer.speaks_for_zone


@pytest.mark.parametrize(
    ("sections", "flags", "rcode"),
    [((("answer", SOA),), 0, "NOERROR"), ((), dns.flags.AA, "NOERROR"), ((), 0, "REFUSED"), ((), 0, "SERVFAIL")],
)
def test_anything_less_does_not(sections: tuple[tuple[str, str], ...], flags: int, rcode: str) -> None:
    answer = read("SOA", *sections, flags=flags, rcode=rcode).answer
    assert not answer.speaks_for_zone
    assert answer.rcode == rcode


def test_codes_have_their_names_and_unknown_ones_their_number() -> None:
    assert read("SOA", rcode="NOTAUTH").answer.rcode == "NOTAUTH"
    assert read("SOA", rcode="YXDOMAIN").answer.rcode == "RCODE 6"


def test_the_offer_of_recursion_and_a_cut_are_flags() -> None:
    assert read("SOA", flags=dns.flags.RA).answer.recursion
    assert read("SOA", flags=dns.flags.TC).truncated
    assert not read("SOA").truncated


def test_records_of_another_name_or_type_are_left_out() -> None:
    reply = read(
        "NS", ("answer", f"{ZONE} NS ns1.{ZONE}."), ("answer", f"other.{ZONE} NS ns2.{ZONE}."), ("answer", SOA)
    )
    assert reply.answer.records == (f"ns1.{ZONE}",)


def test_the_signature_under_the_answer_is_read_and_no_other() -> None:
    other = SIGNED.replace("RRSIG SOA", "RRSIG NS")
    reply = read("SOA", ("answer", SOA), ("answer", SIGNED), ("answer", other), flags=dns.flags.AA)
    start, end = datetime(2026, 11, 23, 9, 37, 15, tzinfo=UTC), datetime(2026, 12, 24, 9, 37, 15, tzinfo=UTC)
    assert reply.signatures == [Signature(13, start, end)]


def test_the_rounds_of_hashing_are_read() -> None:
    reply = read("NSEC3PARAM", ("answer", f"{ZONE} NSEC3PARAM 1 0 200 abcd"), flags=dns.flags.AA)
    assert reply.answer.records == ("1 0 200 abcd",)


def test_a_referral_has_servers_and_their_addresses() -> None:
    reply = read(
        "NS",
        ("authority", f"{ZONE} NS ns1.{ZONE}."),
        ("authority", f"{ZONE} NS ns2.{ZONE}."),
        ("additional", f"ns1.{ZONE} A 192.0.2.1"),
        ("additional", f"ns1.{ZONE} AAAA 2001:db8::1"),
    )
    assert sorted(reply.servers[ZONE]) == [f"ns1.{ZONE}", f"ns2.{ZONE}"]
    assert reply.glue == {f"ns1.{ZONE}": ["192.0.2.1", "2001:db8::1"]}
    assert reply.answer.records == ()


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_message_never_makes_it_raise(at: int, value: int) -> None:
    question = write_question(ZONE, "SOA")
    assert question is not None
    whole = message("SOA", ("answer", SOA), ("answer", SIGNED), ("authority", f"{ZONE} NS ns1.{ZONE}."))
    damaged = bytearray(whole)
    damaged[at % len(whole)] = value
    read_direct(bytes(damaged), question, ZONE)
    read_direct(whole[:12] + whole[12 : max(12, at)], question, ZONE)
    read_transfer_start(bytes(damaged), 0)
    read_transfer_start(whole[:at], 0)


def test_a_message_that_ends_too_soon_is_nothing() -> None:
    question = write_question(ZONE, "SOA")
    assert question is not None
    assert read_direct(message("SOA", ("answer", SOA))[:-3], question, ZONE) is None


def transfer(*lines: str, rcode: str = "NOERROR", query_id: int = 7) -> DirectAnswer | None:
    reply = message("AXFR", *(("answer", line) for line in lines), rcode=rcode)
    return read_transfer_start(query_id.to_bytes(2, "big") + reply[2:], 7)


def test_a_transfer_opens_with_the_soa_which_alone_is_kept() -> None:
    answer = transfer(SOA, f"geheim.{ZONE} A 10.0.0.1")
    assert answer is not None
    assert [record.split()[2] for record in answer.records] == ["7"]


def test_anything_else_is_no_transfer() -> None:
    assert transfer(f"geheim.{ZONE} A 10.0.0.1") == DirectAnswer("NOERROR", False, False)
    assert transfer(rcode="NOTAUTH") == DirectAnswer("NOTAUTH", False, False)
    assert transfer(SOA, query_id=8) is None
    assert read_transfer_start(b"", 7) is None
