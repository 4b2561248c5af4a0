"""Finds causes that companies share at the same mail provider, web host or keeper of the domain. Pure.

Only what anybody can see from outside counts: where a domain's mail, website and name are kept, and faults that a look at the
public side found. An answer of a questionnaire, a cloud or a device never does.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network

from weerbaar.portal.joint_purchases.words import TieKind
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.dns import NAME_SERVERS
from weerbaar.scanner.facts.http import WEB_ADDRESSES
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.status import Status

# Fewer, and whoever controls the others would know of the last one too easily.
LEAST = 5
# The smallest network that is announced by itself: who has a server in it buys from the same party.
_NETWORK_BITS = 24
# Which party can mend a fault of which kind of check.
_MENDED_BY = {"mail": TieKind.MAIL, "web": TieKind.WEB, "tls": TieKind.WEB, "dns": TieKind.DOMAIN}


@dataclass(frozen=True, slots=True)
class Shared:
    """A cause at one party."""

    kind: TieKind
    key: str
    cause: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one company: where its things are kept, and which causes each kind of party could mend."""

    organisation_id: uuid.UUID
    shared: frozenset[Shared]


def find_groups(companies: Iterable[Seen], least: int = LEAST) -> Mapping[Shared, frozenset[uuid.UUID]]:
    """The causes that at least so many companies share, each with its companies."""
    found: dict[Shared, set[uuid.UUID]] = {}
    for company in companies:
        for shared in company.shared:
            found.setdefault(shared, set()).add(company.organisation_id)
    return {shared: frozenset(members) for shared, members in found.items() if len(members) >= least}


def shared_by(sheet: FactSheet, findings: Iterable[Finding], cause_of: Mapping[str, str]) -> Iterator[Shared]:
    """What one domain can share with others. `cause_of` gives the cause of a check; a check without one is its own."""
    keys = {
        TieKind.MAIL: frozenset(_mail(sheet)),
        TieKind.WEB: frozenset(_web(sheet)),
        TieKind.DOMAIN: frozenset(_domain(sheet)),
    }
    for finding in findings:
        kind = _MENDED_BY.get(finding.check.split(".")[0])
        if kind is None or not _is_public_fault(finding):
            continue
        for key in keys[kind]:
            yield Shared(kind, key, cause_of.get(finding.check, finding.check))


def _is_public_fault(finding: Finding) -> bool:
    return finding.check in _public_checks() and outcome_of(finding).status is Status.FAIL


@lru_cache(maxsize=1)
def _public_checks() -> frozenset[str]:
    """The checks that anybody's look at a domain makes, without proof that it is theirs."""
    return frozenset(check.id for check in granted_checks(ScanRequest(DomainName("example.nl"))))


def _mail(sheet: FactSheet) -> Iterator[str]:
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Observed):
        yield from _others(sheet, (host.addresses.host for host in hosts.value))


def _domain(sheet: FactSheet) -> Iterator[str]:
    servers = sheet[NAME_SERVERS]
    if isinstance(servers, Observed):
        yield from _others(sheet, (server.host for server in servers.value))


def _web(sheet: FactSheet) -> Iterator[str]:
    hosts = sheet[WEB_ADDRESSES]
    if not isinstance(hosts, Observed):
        return
    for host in hosts.value:
        if isinstance(host.ipv4, Observed):
            for address in host.ipv4.value:
                yield str(IPv4Network((IPv4Address(address), _NETWORK_BITS), strict=False))


def _others(sheet: FactSheet, hosts: Iterable[str]) -> Iterator[str]:
    """The registrable domains of these hosts; what a company runs under its own name it shares with nobody."""
    own = DomainName(sheet.target).registrable
    for host in hosts:
        found = DomainName(host.rstrip(".").lower()).registrable
        if found != own:
            yield str(found)
