"""The address plan. Nothing here is routed on the real internet, except to nowhere.

198.18.0.0/15 is set aside for benchmarks (RFC 2544, RFC 6890), 2001:db8::/32 for documentation (RFC 3849).
Python calls both private, so the scanner's address guard lets them pass only when it is told to.
"""

from ipaddress import IPv4Address
from typing import NamedTuple

LAB_RANGES = ("198.18.0.0/15", "2001:db8::/32")


class Pair(NamedTuple):
    """The IPv4 and the IPv6 address of one host; None where it publishes none."""

    ipv4: str | None
    ipv6: str | None


def orderly(group: int, number: int) -> Pair:
    """A host among the orderly servers: knot, nginx, postfix. 198.18.0.0/17 and 2001:db8::/40."""
    return Pair(f"198.18.{group}.{number}", f"2001:db8:{group:x}::{number:x}")


def odd(group: int, number: int) -> Pair:
    """A host among the odd servers. 198.19.0.0/16 and 2001:db8:100::/40."""
    return Pair(f"198.19.{group}.{number}", f"2001:db8:{0x100 + group:x}::{number:x}")


def company(index: int) -> Pair:
    """The address of the site of one company, counted from 0."""
    return Pair(str(IPv4Address("198.18.16.1") + index), f"2001:db8:64::{index + 1:x}")


def public(number: int) -> Pair:
    """An address that Python calls global; inside the lab's namespaces it leads to the orderly servers."""
    return Pair(f"192.31.196.{number}", f"2d00::{number:x}")


def public_elsewhere(number: int) -> Pair:
    """The same in another network."""
    return Pair(f"192.175.48.{number}", f"2d00:1::{number:x}")


# Packets to these never come back: no answer, no error.
SILENT = Pair("198.18.200.25", "2001:db8:f00::25")

ROOT_SERVER = orderly(0, 1)
# Public also by the default rule, since every scan asks it how it refers to a company.
TLD_SERVER = public(2)
# Of a route without authorisation, and of one from the wrong network; see routes.py.
NO_ROA, HIJACKED = 64, 96
NAME_SERVERS: dict[str, Pair] = {
    "ns1": orderly(0, 3),
    "ns2": orderly(3, 4),
    "ns3": orderly(3, 5)._replace(ipv6=None),
    "ns4": orderly(0, 6)._replace(ipv6=None),
    "nsnear": orderly(0, 8),
    "nssame": orderly(7, 7),
    "nsnoroa": orderly(NO_ROA, 53),
    "nshijacked": orderly(HIJACKED, 53),
    "nsglobal1": public(53),
    "nsglobal2": public_elsewhere(53),
    "nsdeadipv6": orderly(3, 6)._replace(ipv6="2001:db8:f00::53"),
    "nssilent": Pair("198.18.200.54", "2001:db8:f00::54"),
    "nsfail1": odd(0, 1),
    "nsfail2": odd(3, 2),
    "nsrebind1": odd(0, 3),
    "nsrebind2": odd(3, 4),
    "nslame": odd(3, 5),
    "nsnewer": odd(3, 6),
    "nsopen": odd(3, 7),
    "nsnotcp": odd(3, 8),
}
# Those that knot does not serve: they are odd, or nobody is there.
ODD_NAME_SERVERS = ("nsfail1", "nsfail2", "nsrebind1", "nsrebind2", "nslame", "nsnewer", "nsopen", "nsnotcp")
KNOT_SERVERS: dict[str, Pair] = {
    name: pair._replace(ipv6=None) if name == "nsdeadipv6" else pair
    for name, pair in NAME_SERVERS.items()
    if name not in (*ODD_NAME_SERVERS, "nssilent")
}

# nginx takes the protocol versions from the default server of an address, so each profile has one of its own.
TLS_PROFILES: dict[str, Pair] = {
    "tls10": orderly(1, 10),
    "tls12": orderly(1, 11),
    "tls13": orderly(1, 12),
    "lax": orderly(1, 13),
    "early-data": orderly(1, 14),
    "http1": orderly(1, 18),
}
NO_PORT_443 = orderly(1, 15)
NO_PORT_80 = orderly(1, 16)

LEGACY_TLS = odd(1, 20)
FAULTS: dict[str, Pair] = {
    "slow": odd(1, 101),
    "drip": odd(1, 102),
    "reset": odd(1, 103),
    "infinite": odd(1, 104),
    "bomb": odd(1, 105),
    "big-headers": odd(1, 106),
    "tls-hang": odd(1, 107),
    "tls-garbage": odd(1, 108),
    "renegotiating": odd(1, 109),
}
