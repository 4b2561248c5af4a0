"""The address guard: which addresses a scan may send packets to."""

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.probes.doors.settings import Network
from weerbaar.scanner.vocabulary.opt_out import covers_address

# Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890), with multicast (RFC 5771) and class E (RFC 1112).
# Left open on purpose: the AS112 and AMT blocks, which are ordinary anycast services.
_REFUSED_IPV4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network, and the unspecified address
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # shared with the customers of a provider (RFC 6598)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; also where clouds keep their metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4, withdrawn (RFC 7526)
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# RFC 4291, section 2.4 with the IANA IPv6 registries: only this block is handed out as global unicast. Outside it lie
# loopback, IPv4-mapped and IPv4-compatible, NAT64 (both prefixes), discard-only, unique local, link-local, site-local
# and multicast.
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_IPV6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation (RFC 9637)
    )
)


class AddressGuard:
    """Permits global unicast addresses and the ranges that the operator opened.

    An address that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo) is refused even when the inner one is
    global: a public server is reached by its own address, and translation can lead to places that this guard cannot see.
    An opened range is matched by the address as written, so opening 10.0.0.0/8 does not open ::ffff:10.0.0.1.
    `opted_out` are the networks of those who asked us to stay away: they weigh more than an opened range.
    """

    __slots__ = ("_allowed", "_opted_out", "_permitted")

    def __init__(self, allow_ranges: Sequence[Network] = (), opted_out: Sequence[Network] = ()) -> None:
        self._allowed = tuple(allow_ranges)
        self._opted_out = tuple(opted_out)
        # The few addresses of a scan are asked about again and again, and large mail hosts by every scan.
        self._permitted = lru_cache(maxsize=4096)(self._is_permitted)

    def refusal(self, address: str) -> Reason | None:
        """Why no packet may go to this literal address; None when one may."""
        if not self.permits(address):
            return Reason.ADDRESS_NOT_ALLOWED
        return Reason.OPTED_OUT if self._opted_out and covers_address(self._opted_out, address) else None

    def permits(self, address: str) -> bool:
        """Whether this literal address is one that is measured at all. False for anything that is no address, or has a scope."""
        return self._permitted(address)

    def _is_permitted(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(ip, ipaddress.IPv6Address) and ip.scope_id is not None:
            return False
        return any(ip in network for network in self._allowed) or _is_global(ip)


def _is_global(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _REFUSED_IPV4)
    return ip in _GLOBAL_IPV6 and not any(ip in network for network in _REFUSED_IPV6)
