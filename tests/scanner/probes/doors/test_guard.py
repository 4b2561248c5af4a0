"""The address guard opens the global internet, and beyond it exactly what the operator opened."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes.doors.guard import AddressGuard
from weerbaar.scanner.probes.doors.settings import parse_ranges

REFUSED = {
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "private 10": "10.1.2.3",
    "private 172": "172.31.255.255",
    "private 192": "192.168.0.1",
    "shared with customers": "100.64.0.1",
    "end of shared": "100.127.255.255",
    "loopback": "127.0.0.1",
    "far loopback": "127.255.255.254",
    "metadata of a cloud": "169.254.169.254",
    "protocol assignments": "192.0.0.171",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.1",
    "documentation 3": "203.0.113.1",
    "benchmarks": "198.19.255.255",
    "6to4 relay": "192.88.99.1",
    "multicast": "224.0.0.1",
    "end of multicast": "239.255.255.255",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "unspecified 6": "::",
    "loopback 6": "::1",
    "IPv4-compatible": "::8.8.8.8",
    "IPv4-mapped global": "::ffff:8.8.8.8",
    "IPv4-mapped loopback": "::ffff:127.0.0.1",
    "IPv4-translated": "::ffff:0:8.8.8.8",
    "NAT64": "64:ff9b::8.8.8.8",
    "local NAT64": "64:ff9b:1::808:808",
    "discard-only": "100::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "benchmarks 6": "2001:2::1",
    "ORCHID": "2001:20::1",
    "documentation 6": "2001:db8::1",
    "new documentation 6": "3fff::1",
    "6to4": "2002:808:808::1",
    "segment routing": "5f00::1",
    "unique local": "fd00::1",
    "other unique local": "fc00::1",
    "link-local": "fe80::1",
    "link-local with scope": "fe80::1%eth0",
    "global with scope": "2a00:1450:4001::1%eth0",
    "site-local": "fec0::1",
    "multicast 6": "ff02::1",
    "name": "www.example.nl",
    "nothing": "",
    "number": "2130706433",
    "short form": "127.1",
    "hexadecimal": "0x7f000001",
    "octal": "0177.0.0.1",
    "brackets": "[2a00:1450:4001::1]",
    "space": " 8.8.8.8",
    "port": "8.8.8.8:80",
}
PERMITTED = ("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.32.0.1", "192.175.48.1", "223.255.255.255")
PERMITTED6 = ("2a00:1450:4001::1", "2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::1111")

anywhere = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6))


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED.keys())
def test_addresses_that_are_not_global_are_refused(address: str) -> None:
    assert not AddressGuard().permits(address)


@pytest.mark.parametrize("address", PERMITTED + PERMITTED6)
def test_global_addresses_are_permitted(address: str) -> None:
    assert AddressGuard().permits(address)


@given(anywhere)
def test_what_python_calls_not_global_is_refused(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert not AddressGuard().permits(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_address_is_refused(inner: ipaddress.IPv4Address) -> None:
    number = int(inner)
    for outer in (
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number,
    ):
        assert not AddressGuard().permits(str(ipaddress.IPv6Address(outer)))


@given(anywhere)
def test_an_opened_range_opens_itself_and_nothing_else(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    opened = parse_ranges(["10.20.0.0/16", "fd12:3456::/32"])
    inside = any(address in network for network in opened)
    expected = inside or AddressGuard().permits(str(address))
    assert AddressGuard(opened).permits(str(address)) is expected


@pytest.mark.parametrize("address", ["10.20.0.0", "10.20.255.255", "fd12:3456:ffff::1"])
def test_the_edges_of_an_opened_range_are_inside(address: str) -> None:
    assert AddressGuard(parse_ranges(["10.20.0.0/16", "fd12:3456::/32"])).permits(address)


@pytest.mark.parametrize(
    "address", ["10.19.255.255", "10.21.0.0", "fd12:3457::1", "::ffff:10.20.0.1", "fd12:3456::1%1"]
)
def test_what_lies_beside_an_opened_range_stays_refused(address: str) -> None:
    assert not AddressGuard(parse_ranges(["10.20.0.0/16", "fd12:3456::/32"])).permits(address)


def test_opening_everything_of_ipv4_opens_no_mapped_address() -> None:
    guard = AddressGuard(parse_ranges(["0.0.0.0/0"]))
    assert guard.permits("127.0.0.1")
    assert not guard.permits("::ffff:127.0.0.1")
    assert not guard.permits("64:ff9b::7f00:1")


def test_who_opted_out_is_refused_also_inside_an_opened_range() -> None:
    guard = AddressGuard(parse_ranges(["192.0.2.0/24"]), parse_ranges(["192.0.2.8/29", "8.8.8.0/24"]))
    assert guard.refusal("192.0.2.1") is None
    assert guard.refusal("192.0.2.9") is Reason.OPTED_OUT
    assert guard.refusal("8.8.8.8") is Reason.OPTED_OUT
    assert guard.refusal("8.8.4.4") is None
    assert guard.refusal("10.0.0.1") is Reason.ADDRESS_NOT_ALLOWED
