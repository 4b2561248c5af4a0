"""Each hello asks for one version, in the form that servers of that version read."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.facts.tls import VERSIONS
from weerbaar.scanner.probes.doors.client_hello import CODES, client_hello


class Hello:
    """A hello taken apart by hand, as RFC 8446, section 4.1.2 lays it out."""

    def __init__(self, data: bytes) -> None:
        kind, self.record_version, length = struct.unpack_from(">BHH", data)
        assert (kind, length) == (22, len(data) - 5)
        assert data[5] == 1
        assert int.from_bytes(data[6:9], "big") == len(data) - 9
        self.version = int.from_bytes(data[9:11], "big")
        at = 11 + 32
        self.session, at = data[at + 1 : at + 1 + data[at]], at + 1 + data[at]
        size = int.from_bytes(data[at : at + 2], "big")
        self.suites = struct.unpack(f">{size // 2}H", data[at + 2 : at + 2 + size])
        at += 2 + size
        assert data[at : at + 2] == b"\x01\x00"
        at += 2
        self.extensions: dict[int, bytes] = {}
        if at < len(data):
            assert int.from_bytes(data[at : at + 2], "big") == len(data) - at - 2
            at += 2
        while at < len(data):
            number, size = struct.unpack_from(">HH", data, at)
            assert number not in self.extensions
            self.extensions[number] = data[at + 4 : at + 4 + size]
            at += 4 + size
        assert at == len(data)


@pytest.mark.parametrize("version", CODES)
@pytest.mark.parametrize("host", ["www.bakkerij.example", ""])
def test_every_hello_is_well_formed(version: str, host: str) -> None:
    hello = Hello(client_hello(version, host))
    assert hello.version == min(CODES[version], 0x0303)
    assert hello.record_version == (0x0300 if version == "SSLv3" else 0x0301)
    assert len(set(hello.suites)) == len(hello.suites)


def test_the_name_is_in_it_when_there_is_one() -> None:
    name = b"www.bakkerij.example"
    for version in VERSIONS[2:]:
        extension = Hello(client_hello(version, name.decode())).extensions[0]
        assert extension == struct.pack(">HBH", len(name) + 3, 0, len(name)) + name
        assert 0 not in Hello(client_hello(version, "")).extensions


def test_ssl_3_knows_no_extensions() -> None:
    assert Hello(client_hello("SSLv3", "www.bakkerij.example")).extensions == {}


def test_only_the_newest_version_is_asked_for_in_an_extension() -> None:
    newest = Hello(client_hello("TLSv1.3", "a.example"))
    assert newest.extensions[43] == b"\x02\x03\x04"
    assert newest.extensions[51] == b"\x00\x00"
    assert len(newest.session) == 32
    for version in VERSIONS[2:5]:
        assert 43 not in Hello(client_hello(version, "a.example")).extensions


def test_signatures_are_named_only_where_they_are_known() -> None:
    assert 13 in Hello(client_hello("TLSv1.2", "a.example")).extensions
    assert 13 not in Hello(client_hello("TLSv1.0", "a.example")).extensions


def test_no_two_hellos_are_the_same() -> None:
    assert client_hello("TLSv1.2", "a.example") != client_hello("TLSv1.2", "a.example")


@given(st.text(min_size=1, max_size=300))
def test_no_host_breaks_the_form(host: str) -> None:
    assert 0 in Hello(client_hello("TLSv1.3", host)).extensions
