"""Records as lines of a zone file (RFC 1035, section 5.1). Names come without their final dot."""

from collections.abc import Iterable

from lab.addresses import Pair

_TTL_S = 300


def record(name: str, rdtype: str, value: str, ttl_s: int = _TTL_S) -> str:
    """One record; names inside `value` must have their final dot."""
    return f"{name}. {ttl_s} IN {rdtype} {value}\n"


def text_records(name: str, values: Iterable[str]) -> list[str]:
    """TXT records. One character-string holds 255 bytes (RFC 1035, section 3.3), so long values are cut."""
    return [record(name, "TXT", quoted(value)) for value in values]


def quoted(value: str) -> str:
    """A text as character-strings: one, or more where it is long."""
    parts = [value[start : start + 250] for start in range(0, len(value), 250)]
    return " ".join(f'"{part}"' for part in parts)


def address_records(name: str, pair: Pair) -> list[str]:
    """The A and AAAA records, as far as there are addresses."""
    ipv4 = [record(name, "A", pair.ipv4)] if pair.ipv4 else []
    return ipv4 + ([record(name, "AAAA", pair.ipv6)] if pair.ipv6 else [])


_GOOD_TIMES = "3600 600 864000 300"


def soa_record(name: str, server: str, times: str = _GOOD_TIMES) -> str:
    """The record that opens a zone. `times` are refresh, retry, expire and minimum."""
    mailbox = f"hostmaster.{name}." if name else "hostmaster."
    return record(name, "SOA", f"{server}. {mailbox} 1 {times}")


def server_name(server: str, zone: str) -> str:
    """The full name of a name server: `own-ns1` stands below the zone itself, every other one below dnslab.nl."""
    return f"{server.removeprefix('own-')}.{zone}" if server.startswith("own-") else f"{server}.dnslab.nl"


def opening(name: str, servers: tuple[str, ...], times: str = _GOOD_TIMES) -> list[str]:
    """SOA and NS of a zone that the lab hosts, by the short names of its servers."""
    names = [server_name(server, name) for server in servers]
    return [soa_record(name, names[0], times), *(record(name, "NS", f"{server}.") for server in names)]
