"""The recorded agreement of an owner to be looked at more closely: what, for which names and addresses, until when."""

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidAuthorisation, InvalidDomainName
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


def read_authorisation(text: str) -> ScanAuthorisation:
    """Read a JSON document with `granted_by`, `names`, `addresses`, `intrusiveness` and `until` (ISO 8601 with zone).

    Raises:
        InvalidAuthorisation: a part is missing or odd; the error names it.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InvalidAuthorisation("$", "no JSON") from error
    if not isinstance(data, dict):
        raise InvalidAuthorisation("$", "no object")
    return ScanAuthorisation(
        granted_by=_text(data, "granted_by"),
        names=tuple(_name(item) for item in _list(data, "names")),
        addresses=tuple(_network(item) for item in _list(data, "addresses")),
        intrusiveness=_intrusiveness(data),
        until=_moment(data),
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidAuthorisation(key, "no text")
    return value.strip()


def _list(data: Mapping[str, Any], key: str) -> list[str]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidAuthorisation(key, "no list of texts")
    return value


def _name(text: str) -> DomainName:
    try:
        return DomainName.parse(text)
    except InvalidDomainName as error:
        raise InvalidAuthorisation("names", f"{text[:60]!r} is no domain name ({error.fault})") from error


def _network(text: str) -> Network:
    try:
        network = ipaddress.ip_network(text)
    except ValueError as error:
        raise InvalidAuthorisation("addresses", f"{text[:60]!r} is no network") from error
    # One company does not own more than this; a slip of the keyboard must not open a provider's whole range.
    if network.prefixlen < (20 if network.version == 4 else 40):
        raise InvalidAuthorisation("addresses", f"{text} is too large (at most a /20 or a /40)")
    return network


def _intrusiveness(data: Mapping[str, Any]) -> Intrusiveness:
    try:
        return Intrusiveness(_text(data, "intrusiveness"))
    except ValueError as error:
        raise InvalidAuthorisation("intrusiveness", "not PASSIVE, LIGHT or ACTIVE") from error


def _moment(data: Mapping[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(data, "until"))
    except ValueError as error:
        raise InvalidAuthorisation("until", "no moment") from error
    if moment.tzinfo is None:
        raise InvalidAuthorisation("until", "a moment without a zone")
    return moment
