"""Does the domain stay reachable when one of its name servers falls silent?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.dns import NAME_SERVERS, HostAddresses
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.name-servers"
NEEDS = (NAME_SERVERS,)
OUTCOMES = {
    "redundant": passes(),
    "single": fails(Severity.MEDIUM),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Two names that lead to one address are one server (RFC 2182, section 5)."""
    servers = sheet[NAME_SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    names = sorted({server.host for server in servers.value})
    evidence: dict[str, Json] = {"name_servers": names, "number": len(names)}
    if len(names) < 2 or _are_one(servers.value):
        return Finding(ID, "single", evidence)
    return Finding(ID, "redundant", evidence)


def _are_one(servers: tuple[HostAddresses, ...]) -> bool:
    """Whether all servers that have an address hang together by shared ones, as far as every address is known."""
    groups: list[set[str]] = []
    for server in servers:
        addresses: set[str] = set()
        for family in (server.ipv4, server.ipv6):
            if not isinstance(family, Observed):
                return False
            addresses.update(family.value)
        if addresses:
            shared = [group for group in groups if group & addresses]
            groups = [group for group in groups if group not in shared] + [addresses.union(*shared)]
    return len(groups) == 1
