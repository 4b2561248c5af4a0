"""SPF records by the grammar of RFC 7208 (April 2014), section 12. Literals of that grammar ignore case."""

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.parsers.malformed import Malformed

# Section 7.1. The letters c, r and t are for the text behind `exp` alone (section 7.2); a count of zero parts is
# refused (section 7.3). Each alternative starts with another character, so matching never goes back.
_MACRO = re.compile(r"%(?:[%_-]|\{[slodiphv](?:0*[1-9][0-9]*)?r?[.\-+,/_=]*\})", re.IGNORECASE | re.ASCII)
_ANY_MACRO = re.compile(r"%(?:[%_-]|\{[slodiphcrtv][0-9]*r?[.\-+,/_=]*\})", re.IGNORECASE | re.ASCII)
_LITERAL = re.compile(r"[!-$&-~]+")
_NAME = re.compile(r"[a-z][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_TOP_LABEL = re.compile(r"(?=[^-]*[a-z]|[a-z0-9]+-)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
_PREFIX = re.compile(r"0|[1-9][0-9]{0,2}")
_VERSION = "v=spf1"


class Qualifier(StrEnum):
    """What a matching mechanism says of the sender (section 4.6.2)."""

    PASS = "+"  # noqa: S105 (a result, not a password)
    FAIL = "-"
    SOFTFAIL = "~"
    NEUTRAL = "?"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One directive. `text` is the term as written, `name` in lower case.

    `domain` is the domain-spec as written, empty where the record's own domain is meant. `network` is the address of
    ip4 and ip6. A prefix length that is not written is None: it then means one address.
    """

    text: str
    qualifier: Qualifier
    name: str
    domain: str = ""
    network: str = ""
    ip4_prefix: int | None = None
    ip6_prefix: int | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    """`name` in lower case. Names other than redirect and exp mean nothing yet and are ignored (section 6)."""

    text: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """A term that makes the receiver ask the DNS, and what it asks first.

    `rdtype` is TXT for include and redirect, A for a and exists, MX for mx, PTR for ptr. `name` is lower case without
    final dot, and empty where it depends on the message: with a macro, and for ptr.
    """

    term: str
    rdtype: str
    name: str


@dataclass(frozen=True, slots=True)
class SpfRecord:
    """A record that follows the grammar. `terms` holds mechanisms and modifiers in their order."""

    terms: tuple[Mechanism | Modifier, ...]

    @property
    def directives(self) -> tuple[Mechanism, ...]:
        """The mechanisms that are ever tested: up to and including the first `all` (section 5.1)."""
        mechanisms = [term for term in self.terms if isinstance(term, Mechanism)]
        ends = [index for index, mechanism in enumerate(mechanisms) if mechanism.name == "all"]
        return tuple(mechanisms[: ends[0] + 1] if ends else mechanisms)

    @property
    def all(self) -> Qualifier | None:
        """What the record says of every other sender, None when it has no `all`."""
        last = self.directives[-1:]
        return last[0].qualifier if last and last[0].name == "all" else None

    @property
    def redirect(self) -> Modifier | None:
        """The record that decides when nothing matches; without effect beside an `all` (section 6.1)."""
        found = [term for term in self.terms if isinstance(term, Modifier) and term.name == "redirect"]
        return found[0] if found and self.all is None else None

    def lookups(self, domain: str) -> tuple[Lookup, ...]:
        """The terms that count for the limit of section 4.6.4, in order, when the record stands at `domain`."""
        kinds = {"include": "TXT", "a": "A", "exists": "A", "mx": "MX", "ptr": "PTR"}
        found = [
            Lookup(term.text, kinds[term.name], "" if term.name == "ptr" else asked_name(term.domain or domain))
            for term in self.directives
            if term.name in kinds
        ]
        if self.redirect is not None:
            found.append(Lookup(self.redirect.text, "TXT", asked_name(self.redirect.value)))
        return tuple(found)


def is_spf(text: str) -> bool:
    """Whether a TXT record counts as SPF: the version, then a space or the end (section 4.5)."""
    return text[:7].lower().rstrip(" ") == _VERSION


def asked_name(domain_spec: str) -> str:
    """The name that a domain-spec stands for, lower case without final dot; empty when a macro decides."""
    return "" if "%" in domain_spec else domain_spec.removesuffix(".").lower()


def parse(text: str) -> SpfRecord | Malformed:
    """Read one record. Faults: `no-version`, `unknown-mechanism`, `argument`, `domain`, `address`, `prefix-length`,
    `modifier`, `repeated-modifier`."""
    if not is_spf(text):
        return Malformed(text, 0, "no-version")
    terms: list[Mechanism | Modifier] = []
    for at, word in _words(text, len(_VERSION)):
        term = _modifier(word, at) or _mechanism(word, at)
        if isinstance(term, Malformed):
            return term
        if isinstance(term, Modifier) and term.name in ("redirect", "exp") and _has(terms, term.name):
            return Malformed(word, at, "repeated-modifier")
        terms.append(term)
    return SpfRecord(tuple(terms))


def _words(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The terms between spaces with their offsets; a tab is no separator (section 4.6.1)."""
    at = start
    for word in text[start:].split(" "):
        if word:
            yield at, word
        at += len(word) + 1


def _has(terms: list[Mechanism | Modifier], name: str) -> bool:
    return any(isinstance(term, Modifier) and term.name == name for term in terms)


def _modifier(word: str, at: int) -> Modifier | Malformed | None:
    """The modifier in this word; None when it has not the form `name=`, so that it must be a mechanism."""
    match = _NAME.match(word)
    if match is None or word[match.end() : match.end() + 1] != "=":
        return None
    name, value = match[0].lower(), word[match.end() + 1 :]
    if name in ("redirect", "exp"):
        if not _is_domain_spec(value):
            return Malformed(word, at, "domain")
    elif _macro_end(value, _ANY_MACRO) is None:
        return Malformed(word, at, "modifier")
    return Modifier(word, name, value)


def _mechanism(word: str, at: int) -> Mechanism | Malformed:
    qualified = word[0] in tuple(Qualifier)
    qualifier = Qualifier(word[0]) if qualified else Qualifier.PASS
    rest = word[1:] if qualified else word
    name = re.split("[:/]", rest, maxsplit=1)[0]
    argument = rest[len(name) :]
    name = name.lower()
    if name in ("ip4", "ip6"):
        return _address_mechanism(word, at, qualifier, name, argument)
    if name in ("a", "mx"):
        return _host_mechanism(word, at, qualifier, name, argument)
    if name == "all":
        return Mechanism(word, qualifier, name) if not argument else Malformed(word, at, "argument")
    if name not in ("include", "exists", "ptr"):
        return Malformed(word, at, "unknown-mechanism")
    if name == "ptr" and not argument:
        return Mechanism(word, qualifier, name)
    if argument[:1] != ":" or not _is_domain_spec(argument[1:]):
        return Malformed(word, at, "domain")
    return Mechanism(word, qualifier, name, argument[1:])


def _host_mechanism(word: str, at: int, qualifier: Qualifier, name: str, argument: str) -> Mechanism | Malformed:
    """`a` and `mx`: optionally a domain, optionally prefix lengths such as `/24`, `//64` or `/24//64`."""
    rest, ip4, ip6 = argument, "", ""
    head, found, tail = rest.rpartition("//")
    if found and _is_number(tail):
        rest, ip6 = head, tail
    head, found, tail = rest.rpartition("/")
    if found and _is_number(tail):
        rest, ip4 = head, tail
    if rest and (rest[0] != ":" or not _is_domain_spec(rest[1:])):
        return Malformed(word, at, "domain")
    if not _is_prefix(ip4, 32) or not _is_prefix(ip6, 128):
        return Malformed(word, at, "prefix-length")
    return Mechanism(word, qualifier, name, rest[1:], "", int(ip4) if ip4 else None, int(ip6) if ip6 else None)


def _address_mechanism(word: str, at: int, qualifier: Qualifier, name: str, argument: str) -> Mechanism | Malformed:
    network, slash, prefix = argument[1:].partition("/")
    if argument[:1] != ":" or not _is_address(network, name):
        return Malformed(word, at, "address")
    if (slash and not prefix) or not _is_prefix(prefix, 32 if name == "ip4" else 128):
        return Malformed(word, at, "prefix-length")
    length = int(prefix) if prefix else None
    if name == "ip4":
        return Mechanism(word, qualifier, name, "", network, ip4_prefix=length)
    return Mechanism(word, qualifier, name, "", network, ip6_prefix=length)


def _is_address(text: str, name: str) -> bool:
    try:
        if name == "ip4":
            ipaddress.IPv4Address(text)
        else:
            ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone index is no part of the grammar


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_prefix(text: str, longest: int) -> bool:
    return not text or (_PREFIX.fullmatch(text) is not None and int(text) <= longest)


def _is_domain_spec(text: str) -> bool:
    """A macro-string that ends in a macro, or in a dot and a label that could be a top-level domain (section 7.1)."""
    tail = _macro_end(text, _MACRO)
    if tail is None or not text:
        return False
    if tail == len(text):
        return True
    _, dot, label = text[tail:].removesuffix(".").rpartition(".")
    return bool(dot) and _TOP_LABEL.fullmatch(label) is not None


def _macro_end(text: str, macro: re.Pattern[str]) -> int | None:
    """Where the last macro of a macro-string ends, 0 without one; None when the text is no macro-string."""
    at = end = 0
    while at < len(text):
        match = macro.match(text, at) if text[at] == "%" else _LITERAL.match(text, at)
        if match is None:
            return None
        if text[at] == "%":
            end = match.end()
        at = match.end()
    return end
