"""A domain name that can be scanned, and the clear refusal of everything else."""

import ipaddress
import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import idna
from publicsuffixlist import PublicSuffixList

from weerbaar.scanner.vocabulary.errors import InvalidDomainName, NameFault
from weerbaar.scanner.vocabulary.reference_data import newer_file

_log = logging.getLogger(__name__)
# Letters, digits and hyphens, not at an edge: the preferred syntax of RFC 1123, section 2.1.
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
# A newer list of suffixes, where the operator keeps one (`weerbaar data update public-suffix`).
SUFFIX_FILE = "public_suffix_list.dat"
_MAX_LENGTH = 253  # RFC 1035, section 3.1: 255 octets on the wire, so 253 characters of text


@dataclass(frozen=True, slots=True, order=True)
class DomainName:
    """A fully qualified name in lower-case ASCII (A-labels), without the final dot."""

    ascii: str

    @classmethod
    def parse(cls, text: str) -> "DomainName":
        """Read what a person typed as the name of a domain.

        Internationalised names are converted by IDNA 2008 (RFC 5891) after the mapping of UTS 46.

        Raises:
            InvalidDomainName: the text is something else; the error says what, and guesses what was meant.
        """
        typed = text.strip()
        _refuse_other_things(text, typed)
        name = typed.rstrip(".") if typed.endswith(".") and not typed.endswith("..") else typed
        if len(name) > 4 * _MAX_LENGTH:  # no use in converting what cannot become short enough
            raise InvalidDomainName(text, NameFault.TOO_LONG)
        labels = [_to_ascii(label, text) for label in re.split("[.\u3002]", name)]
        result = ".".join(labels)
        if len(result) > _MAX_LENGTH:
            raise InvalidDomainName(text, NameFault.TOO_LONG)
        if len(labels) == 1:
            raise InvalidDomainName(text, NameFault.NO_DOT)
        if labels[-1].isdigit():  # no top-level domain is a number (RFC 3696, section 2)
            raise InvalidDomainName(text, NameFault.BAD_CHARACTER)
        if is_public_suffix(result):
            raise InvalidDomainName(text, NameFault.PUBLIC_SUFFIX)
        return cls(result)

    @property
    def display(self) -> str:
        """The name as its owner writes it, in Unicode where it is internationalised."""
        try:
            return idna.decode(self.ascii)
        except idna.IDNAError:
            return self.ascii

    @property
    def labels(self) -> tuple[str, ...]:
        """From the most specific to the top: `("www", "example", "nl")`."""
        return tuple(self.ascii.split("."))

    @property
    def registrable(self) -> "DomainName":
        """The part one can register: `www.shop.example.co.uk` gives `example.co.uk`.

        Source: the Public Suffix List. For grouping and display only:
        DMARC finds its policy by the tree walk of RFC 9989.
        """
        return DomainName(_suffixes().privatesuffix(self.ascii) or self.ascii)

    def child(self, label: str) -> str:
        """The name below this one: `_dmarc` gives `_dmarc.example.nl`."""
        return f"{label}.{self.ascii}"

    def __str__(self) -> str:
        return self.ascii


def is_public_suffix(name: str) -> bool:
    """Whether others register below this name (lower-case ASCII), as with `nl` and `co.uk`. Source: the Public Suffix List."""
    return _suffixes().publicsuffix(name) == name


def _refuse_other_things(text: str, typed: str) -> None:
    if not typed:
        raise InvalidDomainName(text, NameFault.EMPTY)
    if _is_address(typed):
        raise InvalidDomainName(text, NameFault.IS_ADDRESS)
    if "://" in typed or "/" in typed:
        host = _host_of(typed)
        fault = NameFault.IS_ADDRESS if _is_address(host) else NameFault.IS_URL
        raise InvalidDomainName(text, fault, _suggest(host))
    if "@" in typed:
        raise InvalidDomainName(text, NameFault.IS_EMAIL, _suggest(typed.rpartition("@")[2]))
    if re.fullmatch(r"[^:]+:\d+", typed):
        raise InvalidDomainName(text, NameFault.IS_URL, _suggest(typed.partition(":")[0]))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


def _host_of(url: str) -> str:
    try:
        return urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""


def _suggest(candidate: str) -> str:
    """The candidate when it is itself a name that can be scanned, else nothing."""
    try:
        return DomainName.parse(candidate).display
    except InvalidDomainName:
        return ""


def _to_ascii(label: str, text: str) -> str:
    if not label:
        raise InvalidDomainName(text, NameFault.EMPTY_LABEL)
    lowered = label.lower()
    if not label.isascii():
        try:
            lowered = idna.encode(label, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            long = len(label) > 63
            raise InvalidDomainName(text, NameFault.LABEL_TOO_LONG if long else NameFault.BAD_CHARACTER) from error
    if len(lowered) > 63:  # RFC 1035, section 2.3.4
        raise InvalidDomainName(text, NameFault.LABEL_TOO_LONG)
    if not _LABEL.match(lowered):
        raise InvalidDomainName(text, NameFault.BAD_CHARACTER)
    return lowered


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    own = newer_file(SUFFIX_FILE)
    try:
        return PublicSuffixList(own.read_text("utf-8")) if own else PublicSuffixList()
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("%s is passed over: %s", SUFFIX_FILE, error)
        return PublicSuffixList()
