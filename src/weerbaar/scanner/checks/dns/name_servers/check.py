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
    """Whether all servers share one and the same address, as far as every address is known."""
    addresses: set[str] = set()
    for server in servers:
        for family in (server.ipv4, server.ipv6):
            if not isinstance(family, Observed):
                return False
            addresses.update(family.value)
    return len(addresses) == 1
