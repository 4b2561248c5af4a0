"""Prefixes as numbers: read strictly, written back as people write them, and found by exact match."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.prefixes import Prefix, PrefixMap, prefix_of, read_prefix


@pytest.mark.parametrize(
    "text",
    ["198.51.100.0/24", "0.0.0.0/0", "192.0.2.1/32", "2001:db8::/32", "2001:db8:0:1::/64", "::/0", "2d00:1::/48"],
)
def test_a_prefix_is_written_as_it_was_read(text: str) -> None:
    prefix = read_prefix(text)
    assert prefix is not None
    assert prefix.text == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "198.51.100.0", "198.51.100.0/", "198.51.100.0/33", "198.51.100.0/+8", "198.51.100/24", "1.2.3.4.5/8"),
        *("256.0.0.0/8", "1..2.3/8", "1.2.3.x/8", " 1.2.3.4/8", "2001:db8::/65", "2001:db8::/129", "2001:db8/32"),
        *("2001::db8::/32", "20010:db8::/32", "0x1::/16", "1:2:3:4:5:6:7:8::/64", "::ffff:10.0.0.1/64"),
    ],
)
def test_what_is_no_prefix_or_too_long_is_nothing(text: str) -> None:
    assert read_prefix(text) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_its_own_prefix(address: ipaddress.IPv4Address) -> None:
    assert prefix_of(str(address)) == Prefix(4, 32, int(address))


# Mapped addresses are left out: newer Pythons write them with dots, which is no prefix here.
@given(st.ip_addresses(v=6).filter(lambda address: address.ipv4_mapped is None))
def test_of_an_ipv6_address_the_first_half_counts(address: ipaddress.IPv6Address) -> None:
    assert prefix_of(str(address)) == Prefix(6, 64, int(address) >> 64)
    assert prefix_of(address.exploded) == Prefix(6, 64, int(address) >> 64)


@given(st.ip_addresses(network="2000::/3"), st.integers(0, 64))
def test_the_text_is_what_the_standard_library_writes(address: ipaddress.IPv6Address, length: int) -> None:
    expected = ipaddress.IPv6Network((int(address) >> (128 - length) << (128 - length), length))
    written = Prefix(6, length, int(address) >> (128 - length)).text
    assert ipaddress.IPv6Network(written) == expected


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    read_prefix(text)
    prefix_of(text)


def test_what_stands_around_an_address_comes_longest_first() -> None:
    texts = ("0.0.0.0/0", "198.51.100.0/24", "198.51.0.0/16", "198.51.100.0/25", "203.0.113.0/24", "2001:db8::/32")
    table = PrefixMap([(prefix, at) for at, text in enumerate(texts) if (prefix := read_prefix(text))])
    whole, network = prefix_of("198.51.100.200"), read_prefix("198.51.100.0/24")
    assert whole and network
    assert [(prefix.text, numbers) for prefix, numbers in table.around(whole)] == [
        ("198.51.100.0/24", (1,)),
        ("198.51.0.0/16", (2,)),
        ("0.0.0.0/0", (0,)),
    ]
    assert next(prefix.text for prefix, _ in table.around(network)) == "198.51.100.0/24"


def test_a_map_gives_all_numbers_at_one_prefix_and_no_others() -> None:
    first, second, wider = (read_prefix(text) for text in ("198.51.100.0/24", "198.51.101.0/24", "198.51.100.0/23"))
    assert first and second and wider
    table = PrefixMap([(first, 9), (second, 1), (first, 3), (first, 9), (wider, 2**40 - 1)])
    assert table.at(first) == (3, 9)
    assert table.at(second) == (1,)
    assert table.at(wider) == (2**40 - 1,)
    assert table.at(Prefix(6, 24, first.bits)) == ()
    assert len(table) == 5
