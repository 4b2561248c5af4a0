"""The recorded agreement of an owner to be looked at more closely: what, for which names and addresses, until when."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class ScanAuthorisation:
    """`granted_by` says who agreed, in words for the record. `names` are domains; what lies below them is included.

    `addresses` are the networks whose other ports may be looked at: an address that is not listed is never looked at,
    also when a name leads to it, since it may belong to somebody else. It holds until `until`, not including.
    """

    granted_by: str
    names: tuple[DomainName, ...]
    addresses: tuple[Network, ...]
    intrusiveness: Intrusiveness
    until: datetime

    def covers_name(self, name: DomainName, at: datetime) -> bool:
        """Whether it speaks of this name, at this moment."""
        return at < self.until and any(name == own or name.ascii.endswith(f".{own.ascii}") for own in self.names)

    def covers_address(self, address: str, at: datetime) -> bool:
        """Whether it speaks of this address, at this moment."""
        parsed = ipaddress.ip_address(address)
        return at < self.until and any(parsed.version == own.version and parsed in own for own in self.addresses)

    def grants(self, name: DomainName, at: datetime) -> Intrusiveness:
        """How far one may go with this name at this moment."""
        return self.intrusiveness if self.covers_name(name, at) else Intrusiveness.PASSIVE
