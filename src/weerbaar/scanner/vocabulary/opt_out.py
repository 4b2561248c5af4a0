"""Who asked us to stay away: names and addresses that are never measured, whoever asks.

One on each line, `#` starts a remark:

    bakkerij.example      # asked on 3 March; what lies below it is included
    192.0.2.0/24
    2001:db8:4::1
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from weerbaar.scanner.vocabulary.authorisation import Network
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, InvalidOptOut


@dataclass(frozen=True)
class OptOut:
    """`names` are domains, with what lies below them; `addresses` are networks."""

    names: frozenset[str] = frozenset()
    addresses: tuple[Network, ...] = ()

    def covers(self, name: DomainName) -> bool:
        """Whether this name, or one above it, is on the list."""
        return any(".".join(name.labels[start:]) in self.names for start in range(len(name.labels)))


def read_opt_out(text: str) -> OptOut:
    """The list that the text holds.

    Raises:
        InvalidOptOut: a line is neither a name nor an address. One that is passed over would be measured after all.
    """
    names: set[str] = set()
    addresses: list[Network] = []
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        try:
            addresses.append(ipaddress.ip_network(entry))
        except ValueError:
            names.add(_name(entry, number))
    return OptOut(frozenset(names), tuple(addresses))


def covers_address(networks: Sequence[Network], address: str) -> bool:
    """Whether a literal address lies in one of the networks. An IPv4 address inside IPv6 is looked at as well."""
    ip = ipaddress.ip_address(address)
    inner = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return any(one in network for network in networks for one in (ip, inner) if one and one.version == network.version)


def _name(entry: str, number: int) -> str:
    try:
        return DomainName.parse(entry).ascii
    except InvalidDomainName as error:
        raise InvalidOptOut(number, entry) from error
