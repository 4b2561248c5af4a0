"""Do the name servers answer somebody with only IPv6?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import failed, place
from weerbaar.scanner.facts.authorities import SERVERS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.name-servers-reachable"
NEEDS = (SERVERS,)
OUTCOMES = {
    "reachable": passes(),
    "unreachable": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A wrong answer is an answer here. A server that is silent over IPv4 too is reported by dns.name-server-answers."""
    servers = sheet[SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    dead = {server.host for server in servers.value if not server.is_ipv6 and failed(server.udp)}
    judged = [server for server in servers.value if server.is_ipv6 and server.host not in dead]
    if not judged:
        return Finding(ID, "not-applicable")
    silent = [place(server) for server in judged if failed(server.udp)]
    if silent:
        return Finding(ID, "unreachable", {"servers": silent})
    for server in judged:
        if isinstance(server.udp, Unobserved):
            return undetermined(ID, server.udp)
    return Finding(ID, "reachable", {"servers": [place(server) for server in judged]})
