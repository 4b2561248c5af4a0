"""Reads settings from the environment. Every name that is read here or by the scanner is in docs/reference/settings.md."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass

from weerbaar.portal.core.errors import PortalError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(eq=False)
class InvalidSetting(PortalError):
    """`fault` is a word of a closed list: `not-a-number`, `not-a-network`, `not-a-web-address`, `not-a-level`,
    `not-a-database`."""

    name: str
    value: str
    fault: str

    def __str__(self) -> str:
        return f"{self.name}={self.value!r}: {self.fault}"


def text(name: str, default: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """The value without surrounding white space; the default when it is absent or empty."""
    return environ.get(name, "").strip() or default


def words(name: str, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """A list, with commas or spaces between."""
    return tuple(text(name, environ=environ).replace(",", " ").split())


def number(name: str, default: float, *, least: float = 0, environ: Mapping[str, str] = os.environ) -> float:
    """A number, not below `least`.

    Raises:
        InvalidSetting: it is something else.
    """
    value = text(name, str(default), environ)
    try:
        result = float(value)
    except ValueError as error:
        raise InvalidSetting(name, value, "not-a-number") from error
    if not least <= result < float("inf"):
        raise InvalidSetting(name, value, "not-a-number")
    return result


def count(name: str, default: int, *, least: int = 0, environ: Mapping[str, str] = os.environ) -> int:
    """A whole number, not below `least`.

    Raises:
        InvalidSetting: it is something else.
    """
    value = number(name, default, least=least, environ=environ)
    if value != int(value):
        raise InvalidSetting(name, text(name, environ=environ), "not-a-number")
    return int(value)


def switch(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """On for 1, true, yes and on."""
    return text(name, environ=environ).lower() in {"1", "true", "yes", "on"}


def networks(name: str, environ: Mapping[str, str] = os.environ) -> tuple[Network, ...]:
    """Networks in CIDR notation.

    Raises:
        InvalidSetting: one is not.
    """
    found = []
    for word in words(name, environ):
        try:
            found.append(ipaddress.ip_network(word))
        except ValueError as error:
            raise InvalidSetting(name, word, "not-a-network") from error
    return tuple(found)
