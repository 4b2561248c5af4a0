"""Proofs about what others say of a company: the routes to it, and its registration. By Python's own address library."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache, partial
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

from lab.places import SITE
from lab.proofs.proof import Proof
from lab.proofs.tools import records
from lab.table import Company

_DAYS = {"good": r"^(1[5-9]|20)\d$", "soon": r"^(9|10)$", "expired": r"^-[56]$"}


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for company in companies:
        row, settings, domain = company.archetype.id, company.settings, company.domain
        yield Proof(row, "days until the registration ends", partial(_days_left, domain), _DAYS[settings.registration])
        if not company.resolves or settings.content == "empty":
            continue
        if settings.hosts in ("normal", "no-roa", "hijacked"):
            yield Proof(row, "the route to the site", partial(_route, domain), _wanted(settings.hosts))
        kind = settings.name_servers if settings.name_servers in ("no-roa", "hijacked") else "normal"
        if settings.name_servers in ("normal", "no-roa", "hijacked"):
            yield Proof(row, "the routes to its name servers", partial(_routes_of, "NS", domain), _wanted(kind))
        if settings.mail in ("mx-good", "mx-noroa", "mx-hijacked"):
            kind = {"mx-noroa": "no-roa", "mx-hijacked": "hijacked"}.get(settings.mail, "normal")
            yield Proof(row, "the route to its mail host", partial(_routes_of, "MX", domain), _wanted(kind))


def _wanted(kind: str) -> str:
    return {"no-roa": "^(valid )*not-found( valid)*$", "hijacked": "^(valid )*invalid( valid)*$"}.get(
        kind, "^valid( valid)*$"
    )


def _routes_of(rdtype: str, domain: str) -> str:
    return " ".join(_route(record.split()[-1]) for record in records(rdtype, domain))


def _route(host: str) -> str:
    return " ".join(_validity(address) for address in records("A", host))


def _validity(address: str) -> str:
    """RFC 6811 by the book, over the files that the scanner gets."""
    around = [(prefix, origin) for prefix, origin in _announced() if ip_address(address) in prefix]
    prefix, origin = max(around, key=lambda one: one[0].prefixlen)
    covering = [roa for roa in _roas() if roa[0].version == prefix.version and prefix.subnet_of(roa[0])]  # type: ignore[arg-type]
    if not covering:
        return "not-found"
    fits = any(asn == origin and prefix.prefixlen <= longest for _, longest, asn in covering)
    return "valid" if fits else "invalid"


@lru_cache(maxsize=1)
def _announced() -> list[tuple[IPv4Network | IPv6Network, str]]:
    lines = [line.split("\t") for line in Path(SITE, "routing/ris.v4.txt").read_text().splitlines() if line[0] != "%"]
    return [(ip_network(prefix), f"AS{origin}") for origin, prefix, _ in lines]


@lru_cache(maxsize=1)
def _roas() -> list[tuple[IPv4Network | IPv6Network, int, str]]:
    export = json.loads(Path(SITE, "routing/vrps.json").read_text())
    return [(ip_network(roa["prefix"]), roa["maxLength"], roa["asn"]) for roa in export["roas"]]


def _days_left(domain: str) -> str:
    for line in Path(SITE, "registrations.jsonl").read_text().splitlines():
        answer = json.loads(line)
        if answer["ldhName"] == domain:
            ends = next(one["eventDate"] for one in answer["events"] if one["eventAction"] == "expiration")
            return str((datetime.fromisoformat(ends) - datetime.now(UTC)).days)
    return "(none)"
