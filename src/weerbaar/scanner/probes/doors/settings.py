"""What the doors must know of the place they are opened in: resolver, extra trust, permitted ranges, who we are."""

import ipaddress
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from weerbaar import __version__
from weerbaar.scanner.vocabulary.errors import InvalidOptOut, InvalidSettings
from weerbaar.scanner.vocabulary.opt_out import OptOut, read_opt_out
from weerbaar.scanner.vocabulary.reference_data import KEPT_FILES, SETTING

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Names whose signatures are broken on purpose by their owners; a resolver that answers them does not validate.
# Source: general knowledge, to be confirmed by the operator; one that is gone proves nothing and does no harm.
BOGUS_NAMES = ("dnssec-failed.org", "rhybar.cz")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and port of a server that the operator chose."""

    address: str
    port: int = 53

    @classmethod
    def parse(cls, text: str, setting: str = "resolver") -> "Endpoint":
        """Read `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`.

        Raises:
            InvalidSettings: the text is none of these.
        """
        address, port = text.strip(), "53"
        if address.startswith("["):
            address, bracket, rest = address[1:].partition("]")
            if not bracket or (rest and not rest.startswith(":")):
                raise InvalidSettings(setting, text, "not-an-address")
            port = rest[1:] if rest else port
        elif address.count(":") == 1:
            address, _, port = address.partition(":")
        try:
            ipaddress.ip_address(address)
        except ValueError as error:
            raise InvalidSettings(setting, text, "not-an-address") from error
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise InvalidSettings(setting, text, "not-an-address")
        return cls(address, int(port))


# Where a visited server can read about us. The operator names a page of their own: until then nobody else's is named.
ABOUT_URL = "https://weerbaar.invalid/about"
EHLO_NAME = "scan.weerbaar.invalid"


@dataclass(frozen=True, slots=True)
class Identity:
    """How the scanner names itself to the servers it visits: who scans, and where to read about it."""

    about_url: str = ABOUT_URL
    ehlo_name: str = EHLO_NAME

    @property
    def user_agent(self) -> str:
        """The User-Agent header of every request."""
        return f"Weerbaar/{__version__} (security measurement without intrusion; +{self.about_url})"


@dataclass(frozen=True)
class DoorSettings:
    """`resolver` None means the system's. `forward` sends names below a suffix to another resolver.

    `allow_ranges` opens ranges that the address guard refuses otherwise. `detour` leads a connection, after the guard
    has allowed it, to another place: only for the demonstration targets of `weerbaar serve`, never set by a user.
    `vrps` and `routes` are files with authorisations and routes (RPKI, RIS), `registrations` one with RDAP answers,
    `preload` the list of domains that browsers have built in; without them these things are not measured.
    `opt_out` holds who asked us to stay away; its names are for whoever starts scans to look at.
    `keep_greetings_s` is how long the greeting of a mail host serves other domains too; 0 greets anew each time.
    """

    resolver: Endpoint | None = None
    forward: Mapping[str, Endpoint] = field(default_factory=dict)
    ca_file: Path | None = None
    allow_ranges: tuple[Network, ...] = ()
    bogus_names: tuple[str, ...] = BOGUS_NAMES
    identity: Identity = field(default_factory=Identity)
    detour: Callable[[str, int], tuple[str, int]] | None = None
    keep_greetings_s: float = 3600.0
    vrps: Path | None = None
    routes: tuple[Path, ...] = ()
    registrations: Path | None = None
    opt_out: OptOut = field(default_factory=OptOut)
    preload: Path | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "DoorSettings":
        """Read `WEERBAAR_RESOLVER`, `WEERBAAR_CA_FILE`, `WEERBAAR_ALLOW_RANGES` and the rest of `docs/reference/settings.md`.

        Raises:
            InvalidSettings: a value cannot be read.
        """
        resolver = environ.get("WEERBAAR_RESOLVER", "").strip()
        ca_file = environ.get("WEERBAAR_CA_FILE", "").strip()
        identity = Identity(
            _word(environ, "WEERBAAR_ABOUT_URL") or ABOUT_URL, _word(environ, "WEERBAAR_EHLO_NAME") or EHLO_NAME
        )
        names = tuple(_words(environ.get("WEERBAAR_BOGUS_NAMES", "")))
        return cls(
            resolver=Endpoint.parse(resolver, "WEERBAAR_RESOLVER") if resolver else None,
            ca_file=Path(ca_file) if ca_file else None,
            allow_ranges=parse_ranges(_words(environ.get("WEERBAAR_ALLOW_RANGES", "")), "WEERBAAR_ALLOW_RANGES"),
            bogus_names=names or BOGUS_NAMES,
            identity=identity,
            vrps=_file(environ, "WEERBAAR_VRPS"),
            routes=tuple(filter(None, (_file(environ, name) for name in ("WEERBAAR_RIS_V4", "WEERBAAR_RIS_V6")))),
            registrations=_file(environ, "WEERBAAR_RDAP"),
            opt_out=opt_out_of(environ),
            preload=_file(environ, "WEERBAAR_HSTS_PRELOAD"),
        )


def parse_ranges(texts: list[str], setting: str = "allow-range") -> tuple[Network, ...]:
    """Networks in CIDR notation.

    Raises:
        InvalidSettings: a text is no network, or has host bits set.
    """
    networks = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text))
        except ValueError as error:
            raise InvalidSettings(setting, text, "not-a-network") from error
    return tuple(networks)


def _file(environ: Mapping[str, str], setting: str) -> Path | None:
    """The file that a setting names, else the one that `weerbaar data update` put in the folder of reference data, else None.

    Raises:
        InvalidSettings: there is no such file.
    """
    text = environ.get(setting, "").strip()
    if text and not Path(text).is_file():
        raise InvalidSettings(setting, text, "not-a-file")
    if text:
        return Path(text)
    folder = environ.get(SETTING, "").strip()
    kept = Path(folder, KEPT_FILES[setting])
    return kept if folder and kept.is_file() else None


def opt_out_of(environ: Mapping[str, str] = os.environ) -> OptOut:
    """The list in the file that `WEERBAAR_OPT_OUT` names, empty when it names none.

    Raises:
        InvalidSettings: there is no such file, or a line of it cannot be read.
    """
    text = environ.get("WEERBAAR_OPT_OUT", "").strip()
    if not text:
        return OptOut()
    try:
        return read_opt_out(Path(text).read_text("utf-8-sig"))
    except OSError as error:
        raise InvalidSettings("WEERBAAR_OPT_OUT", text, "not-a-file") from error
    except (UnicodeDecodeError, InvalidOptOut) as error:
        raise InvalidSettings("WEERBAAR_OPT_OUT", f"{text} ({error})", "not-an-opt-out") from error


def _word(environ: Mapping[str, str], setting: str) -> str:
    """A text that is sent to servers as it is: one word of printable ASCII, or nothing.

    Raises:
        InvalidSettings: it holds anything else. A line break would be a command of its own to a mail server.
    """
    text = environ.get(setting, "").strip()
    if not all("!" <= character <= "~" for character in text):
        raise InvalidSettings(setting, text, "not-a-word")
    return text


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()
