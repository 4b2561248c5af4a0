"""Do the name servers stand in different networks, so that one failure does not take them all?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.authorities import SERVERS, ServerAnswers
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.routing import NAME_SERVER_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.prefixes import prefix_of
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.name-server-networks"
NEEDS = (SERVERS, NAME_SERVER_ROUTES)
OUTCOMES = {
    "distinct": passes(),
    "one-network": fails(Severity.LOW),
    "one-as": passes(),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# The smallest prefixes that networks announce to each other.
_LENGTHS = {4: 24, 6: 48}


def run(sheet: FactSheet) -> Finding:
    """By address first; by the network that announces them where routes are known. Without routes the addresses decide."""
    servers = sheet[SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    hosts = {server.host for server in servers.value if server.address}
    if len(hosts) < 2:
        return Finding(ID, "not-applicable")
    networks = sorted({_network(server) for server in servers.value if server.address})
    if not any(_differ(servers.value, version) for version in _LENGTHS):
        return Finding(ID, "one-network", {"networks": networks, "servers": sorted(hosts)})
    origins = _origins(sheet)
    if len(origins) == 1:
        return Finding(ID, "one-as", {"networks": networks, "origin": f"AS{origins.pop()}"})
    return Finding(ID, "distinct", {"networks": networks})


def _network(server: ServerAnswers) -> str:
    whole = prefix_of(server.address)
    if whole is None:
        return server.address
    return whole.shortened(_LENGTHS[whole.version]).text


def _differ(servers: tuple[ServerAnswers, ...], version: int) -> bool:
    """Whether the addresses of one family lie in two networks or more."""
    return len({_network(server) for server in servers if server.address and server.is_ipv6 == (version == 6)}) > 1


def _origins(sheet: FactSheet) -> set[int]:
    """The networks (AS numbers) that announce the name servers; empty when one of them is not known."""
    routed = sheet[NAME_SERVER_ROUTES]
    if isinstance(routed, Unobserved):
        return set()
    if not all(isinstance(one.routes, Observed) for one in routed.value):
        return set()
    return {route.origin for one in routed.value if isinstance(one.routes, Observed) for route in one.routes.value}
