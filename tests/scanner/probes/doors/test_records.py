"""Records are written in one way, and bytes that are no record of their type are refused."""

import struct
from contextlib import suppress

import dns.rdata
import dns.rdataclass
import dns.rdatatype
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.probes.doors.records import MalformedRecord, format_record, joined, read_name
from weerbaar.scanner.probes.doors.wire import TYPES

DIGEST = "2bb183af5f22588179a53b0a98631fad1a292118" + "00" * 12


def written(rdtype: str, text: str) -> str:
    """A record given in the text of a zone file, made into bytes by another library and read by ours."""
    number = dns.rdatatype.from_text(rdtype)
    wire = dns.rdata.from_text(dns.rdataclass.IN, number, text).to_wire()
    assert wire is not None
    return format_record(wire, 0, len(wire), int(number))


@pytest.mark.parametrize(
    ("rdtype", "text", "expected"),
    [
        ("A", "192.0.2.1", "192.0.2.1"),
        ("AAAA", "2001:0db8:0::1", "2001:db8::1"),
        ("AAAA", "::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("NS", "NS1.Example.NL.", "ns1.example.nl"),
        ("CNAME", "Www.example.nl.", "www.example.nl"),
        ("CNAME", r"a\.b.example.nl.", r"a\.b.example.nl"),
        ("CNAME", r"a\032b.example.nl.", r"a\032b.example.nl"),
        ("CNAME", r"caf\195\169.example.nl.", r"caf\195\169.example.nl"),
        ("CNAME", ".", "."),
        ("MX", "10 Mail.example.nl.", "10 mail.example.nl"),
        ("MX", "0 .", "0 ."),
        ("MX", "65535 mx.example.nl.", "65535 mx.example.nl"),
        (
            "SOA",
            "ns.example.nl. Host.example.nl. 1 2 3 4 4294967295",
            "ns.example.nl host.example.nl 1 2 3 4 4294967295",
        ),
        ("TXT", '"v=spf1 -all"', "v=spf1 -all"),
        ("TXT", '"v=spf1 " "-all"', "v=spf1 -all"),
        ("TXT", '"" ""', ""),
        ("TXT", r'"caf\195\169 \009 \\ \""', 'caf\\xc3\\xa9 \\x09 \\ "'),
        ("TLSA", f"3 1 1 {DIGEST.upper()}", f"3 1 1 {DIGEST}"),
        ("DS", f"12345 13 2 {DIGEST.upper()}", f"12345 13 2 {DIGEST}"),
        ("DNSKEY", "257 3 13 AAAA BBBB", "257 3 13 AAAABBBB"),
        (
            "CAA",
            '0 issue "letsencrypt.org; validationmethods=dns-01"',
            '0 issue "letsencrypt.org; validationmethods=dns-01"',
        ),
        ("CAA", '128 iodef ""', '128 iodef ""'),
        ("CAA", r'0 issue "a\"b\\c\010"', r'0 issue "a\"b\\c\010"'),
        ("PTR", "host.example.nl.", "host.example.nl"),
        ("SRV", "0 1 993 Imap.example.nl.", "0 1 993 imap.example.nl"),
        ("SRV", "0 0 0 .", "0 0 0 ."),
        ("SPF", '"v=spf1 " "-all"', "v=spf1 -all"),
    ],
)
def test_each_type_has_one_form(rdtype: str, text: str, expected: str) -> None:
    assert written(rdtype, text) == expected


def test_a_type_without_a_form_of_its_own_is_written_as_unknown() -> None:
    assert format_record(b"\x01\x02\xff", 0, 3, 65280) == r"\# 3 0102ff"
    assert format_record(b"", 0, 0, 65280) == r"\# 0"


@pytest.mark.parametrize(
    ("rdtype", "data"),
    [
        ("A", b"\x01\x02\x03"),
        ("A", b"\x01\x02\x03\x04\x05"),
        ("AAAA", b"\x00" * 15),
        ("TXT", b"\x05abc"),
        ("NS", b"\x03abc\x00\x00"),
        ("MX", b"\x00\x0a\x03abc\x00\x00"),
        ("SOA", b"\x00\x00" + b"\x00" * 19),
        ("SRV", b"\x00\x00\x00\x00\x03"),
        ("SRV", b"\x00\x00\x00\x00\x03\xe1\x03abc\x00\x00"),
        ("CAA", b"\x00\x00value"),
        ("CAA", b"\x00\x09issue"),
    ],
)
def test_data_that_does_not_fit_its_type_is_refused(rdtype: str, data: bytes) -> None:
    with pytest.raises((MalformedRecord, IndexError, struct.error)):
        format_record(data, 0, len(data), TYPES[rdtype])


def test_a_record_that_reaches_beyond_the_message_is_refused() -> None:
    with pytest.raises(MalformedRecord):
        format_record(b"\x01\x02\x03\x04", 2, 4, TYPES["A"])


def test_a_compressed_name_is_followed() -> None:
    message = b"\x07example\x02nl\x00\x03www\xc0\x00"
    assert read_name(message, 12) == ("www.example.nl", 18)
    assert read_name(message, 0) == ("example.nl", 12)


@pytest.mark.parametrize(
    "message",
    [b"\xc0\x00", b"\x01a\xc0\x00", b"\x01a\xc0\x04\x01b\xc0\x00", b"\xc0\x02\xc0\x00", b"\x40a\x00", b"\x80\x00"],
    ids=["itself", "loop", "two that point at each other", "forward", "reserved 01", "reserved 10"],
)
def test_a_pointer_that_does_not_lead_back_is_refused(message: bytes) -> None:
    with pytest.raises(MalformedRecord):
        read_name(message, 0)


def test_a_name_longer_than_255_octets_is_refused() -> None:
    longest = b"\x3f" + b"a" * 63
    assert read_name(longest * 3 + b"\x3d" + b"a" * 61 + b"\x00", 0)[1] == 255
    with pytest.raises(MalformedRecord):
        read_name(longest * 4 + b"\x00", 0)


@given(st.binary(max_size=600), st.sampled_from([*TYPES.values(), 65280]), st.integers(0, 50), st.integers(0, 600))
def test_no_bytes_make_it_raise_anything_else(data: bytes, rdtype: int, offset: int, length: int) -> None:
    with suppress(MalformedRecord, IndexError, struct.error):
        assert isinstance(format_record(data, offset, length, rdtype), str)


@given(st.binary(max_size=300))
def test_text_of_any_bytes_is_printable_ascii(data: bytes) -> None:
    text = joined(data)
    assert text.isascii()
    assert text.isprintable() or not text
