"""Reads a recorded agreement from TOML: who agreed, to what, for which names and addresses, until when.

granted_by = "J. de Bakker, owner"
names = ["bakkerij.example"]
addresses = ["192.0.2.10/32", "2001:db8:4::/64"]
intrusiveness = "ACTIVE"
until = 2026-12-31T23:59:59+01:00
"""

import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from weerbaar.scanner.vocabulary.authorisation import Network, ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import AuthorisationFault, InvalidAuthorisation, InvalidDomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

T = TypeVar("T")
_KEYS = ("granted_by", "names", "addresses", "intrusiveness", "until")
# One company does not own more than this; a slip of the keyboard must not open a provider's whole range.
_WIDEST_PREFIX = {4: 20, 6: 40}
_AT_LINE = re.compile(r"at line (\d+)")
_SHOWN = 60


def read_authorisation(text: str) -> ScanAuthorisation:
    """The agreement that the text records. Every key is required, and there are no others.

    Raises:
        InvalidAuthorisation: a part is missing or odd; the error names it and its line.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise InvalidAuthorisation("$", AuthorisationFault.NOT_TOML, line=line) from error
    try:
        return _agreement(data)
    except InvalidAuthorisation as error:
        error.line = _line_of(text, error)
        raise


def _agreement(data: Mapping[str, Any]) -> ScanAuthorisation:
    unknown = next((key for key in data if key not in _KEYS), None)
    if unknown is not None:
        raise InvalidAuthorisation(unknown, AuthorisationFault.UNKNOWN_KEY)
    return ScanAuthorisation(
        granted_by=_text(data, "granted_by"),
        names=_items(data, "names", _name),
        addresses=_items(data, "addresses", _network),
        intrusiveness=_intrusiveness(data),
        until=_moment(data),
    )


def _line_of(text: str, error: InvalidAuthorisation) -> int:
    """The line of the odd item, else that of its key, else the first."""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(rf"\s*\[*\s*\"?{re.escape(error.part)}\b", line)]
    if not starts:
        return 1
    items = [at for at in range(starts[0], len(lines)) if error.item and error.item in lines[at]]
    return (items or starts)[0] + 1


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidAuthorisation(key, AuthorisationFault.NO_TEXT)
    return value.strip()


def _items(data: Mapping[str, Any], key: str, read: Callable[[str], T]) -> tuple[T, ...]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidAuthorisation(key, AuthorisationFault.NO_LIST)
    return tuple(read(item) for item in value)


def _name(text: str) -> DomainName:
    try:
        return DomainName.parse(text)
    except InvalidDomainName as error:
        raise InvalidAuthorisation("names", AuthorisationFault.NOT_A_NAME, text[:_SHOWN]) from error


def _network(text: str) -> Network:
    try:
        network = ipaddress.ip_network(text)
    except ValueError as error:
        raise InvalidAuthorisation("addresses", AuthorisationFault.NOT_A_NETWORK, text[:_SHOWN]) from error
    if network.prefixlen < _WIDEST_PREFIX[network.version]:
        raise InvalidAuthorisation("addresses", AuthorisationFault.TOO_LARGE, text[:_SHOWN])
    return network


def _intrusiveness(data: Mapping[str, Any]) -> Intrusiveness:
    word = _text(data, "intrusiveness")
    try:
        return Intrusiveness(word)
    except ValueError as error:
        raise InvalidAuthorisation("intrusiveness", AuthorisationFault.NOT_A_LEVEL, word[:_SHOWN]) from error


def _moment(data: Mapping[str, Any]) -> datetime:
    """A moment of TOML, or the same as a text."""
    value = data.get("until")
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise InvalidAuthorisation("until", AuthorisationFault.NOT_A_MOMENT) from error
    if not isinstance(moment, datetime):
        raise InvalidAuthorisation("until", AuthorisationFault.NOT_A_MOMENT)
    if moment.tzinfo is None:
        raise InvalidAuthorisation("until", AuthorisationFault.NO_ZONE)
    return moment
