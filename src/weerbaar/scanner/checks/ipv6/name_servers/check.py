"""Can somebody with only IPv6 find the domain?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.dns import NAME_SERVERS
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.name-servers"
NEEDS = (NAME_SERVERS,)
OUTCOMES = {
    "present": passes(),
    "single": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Two name servers with an IPv6 address; a look-up that failed leaves it open only when it could change the outcome."""
    servers = sheet[NAME_SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    having = [s.host for s in servers.value if isinstance(s.ipv6, Observed) and s.ipv6.value]
    evidence = {"with_ipv6": having, "name_servers": [server.host for server in servers.value]}
    if len(having) >= 2:
        return Finding(ID, "present", evidence)
    for server in servers.value:
        if isinstance(server.ipv6, Unobserved):
            return undetermined(ID, server.ipv6)
    return Finding(ID, "single" if having else "missing", evidence)
