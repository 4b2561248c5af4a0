"""Which network announces which prefix: the text dump that RIPE NCC's Routing Information Service publishes.

One line a route: the origin AS, the prefix and the number of peers that see it, with tabs between; lines that start with
`%` are remarks. Source: the files `riswhoisdump.IPv4` and `.IPv6` (general knowledge, text not read).
"""

from collections.abc import Iterable, Iterator

from weerbaar.scanner.parsers.prefixes import Prefix, read_prefix

# A route that hardly anybody sees is a slip of one network, and not how the rest of the world gets there.
FEWEST_PEERS = 10
_LARGEST_AS = 2**32 - 1


def read_routes(lines: Iterable[str]) -> Iterator[tuple[Prefix, int]]:
    """The prefix and origin of every route that enough peers see.

    Lines that cannot be read are left out, and so are origins that are a set of networks (`{64500,64501}`): these are no
    longer used (RFC 6472).
    """
    for line in lines:
        parts = line.split("\t")
        if len(parts) != 3:
            continue
        origin, peers = _number(parts[0]), _number(parts[2].rstrip())
        if origin is None or peers is None or peers < FEWEST_PEERS:
            continue
        prefix = read_prefix(parts[1])
        if prefix is not None:
            yield prefix, origin


def _number(text: str) -> int | None:
    """A number of at most 32 bits, as AS numbers are."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    value = int(text)
    return value if value <= _LARGEST_AS else None
