"""Prefixes of the internet (CIDR notation, RFC 4632 and RFC 4291, section 2.3) as numbers, and a map from them.

Made for tables of a million prefixes: a text is read in a microsecond or two. Only the first 64 bits of an IPv6 prefix
count, since nothing longer is routed between networks.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_BITS = {4: 32, 6: 64}
_DECIMAL = frozenset("0123456789.")
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_VALUE_BITS = 40


class Prefix(NamedTuple):
    """`bits` are the first `length` bits of the address as a number; `version` is 4 or 6."""

    version: int
    length: int
    bits: int

    @property
    def text(self) -> str:
        """As people write it: `198.51.100.0/24`, `2001:db8::/32`."""
        whole = self.bits << (_BITS[self.version] - self.length)
        if self.version == 4:
            return f"{whole >> 24}.{whole >> 16 & 255}.{whole >> 8 & 255}.{whole & 255}/{self.length}"
        groups = [f"{whole >> shift & 0xFFFF:x}" for shift in (48, 32, 16, 0)]
        while groups and groups[-1] == "0":
            groups.pop()
        return f"{':'.join(groups)}::/{self.length}"

    def shortened(self, length: int) -> "Prefix":
        """The prefix of this length around it."""
        return Prefix(self.version, length, self.bits >> (self.length - length))


def read_prefix(text: str) -> Prefix | None:
    """`198.51.100.0/24` or `2001:db8::/32`; None for what is no prefix, or is too long to be routed."""
    address, _, size = text.partition("/")
    if not (0 < len(size) <= 3 and _DECIMAL.issuperset(size) and "." not in size):
        return None
    return _shortened(address, int(size))


def prefix_of(address: str) -> Prefix | None:
    """The longest prefix around an address: the address itself, or the first half of an IPv6 address."""
    return _shortened(address, 64 if ":" in address else 32)


def _shortened(address: str, length: int) -> Prefix | None:
    if ":" in address:
        bits = _ipv6_bits(address)
        return None if bits is None or length > 64 else Prefix(6, length, bits >> (64 - length))
    bits = _ipv4_bits(address)
    return None if bits is None or length > 32 else Prefix(4, length, bits >> (32 - length))


def _ipv4_bits(address: str) -> int | None:
    if not _DECIMAL.issuperset(address):
        return None
    try:
        octets = bytes(map(int, address.split(".")))
    except ValueError:  # an empty part, or one over 255
        return None
    return int.from_bytes(octets, "big") if len(octets) == 4 else None


def _ipv6_bits(address: str) -> int | None:
    head, gap, tail = address.partition("::")
    before, after = (text.split(":") if text else [] for text in (head, tail))
    missing = 8 - len(before) - len(after)
    if missing < (1 if gap else 0) or (missing and not gap):
        return None
    bits = 0
    for group in before:
        if not 0 < len(group) <= 4 or not _HEX_DIGITS.issuperset(group):
            return None
        bits = bits << 16 | int(group, 16)
    bits <<= 16 * missing
    for group in after:
        if not 0 < len(group) <= 4 or not _HEX_DIGITS.issuperset(group):
            return None
        bits = bits << 16 | int(group, 16)
    return bits >> 64


class PrefixMap:
    """Numbers below 2^40 by prefix; several may stand at one prefix. Filled once, then only read."""

    def __init__(self, entries: Iterable[tuple[Prefix, int]]) -> None:
        tables: dict[tuple[int, int], list[int]] = {}
        for (version, length, bits), value in entries:
            tables.setdefault((version, length), []).append(bits << _VALUE_BITS | value)
        # One sorted list of numbers a length: a tuple for each of a million entries would take ten times the memory.
        for table in tables.values():
            table.sort()
        self._tables = tables
        self._lengths = {version: sorted((n for v, n in tables if v == version), reverse=True) for version in _BITS}

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))

    def at(self, prefix: Prefix) -> tuple[int, ...]:
        """The numbers at exactly this prefix, each once, in order."""
        table = self._tables.get((prefix.version, prefix.length))
        if table is None:
            return ()
        first = bisect_left(table, prefix.bits << _VALUE_BITS)
        last = bisect_left(table, (prefix.bits + 1) << _VALUE_BITS, first)
        return tuple(dict.fromkeys(entry & ((1 << _VALUE_BITS) - 1) for entry in table[first:last]))

    def around(self, prefix: Prefix) -> Iterator[tuple[Prefix, tuple[int, ...]]]:
        """What stands at this prefix and at each shorter one around it, the longest first."""
        for length in self._lengths[prefix.version]:
            if length <= prefix.length:
                outer = prefix.shortened(length)
                numbers = self.at(outer)
                if numbers:
                    yield outer, numbers
