"""Can visitors open the website over an encrypted connection?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.web import hosts as web
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "web.https"
NEEDS = web.NEEDS
OUTCOMES = {
    "reachable": passes(),
    "missing": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Every host that answers without encryption must answer with it; a host that answers nowhere is no site."""
    hosts = web.web_hosts(sheet)
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    if not hosts:
        return Finding(ID, "not-applicable")
    lacking = [host.name for host in hosts if host.lacks_https]
    if lacking:
        return Finding(ID, "missing", {"hosts": lacking})
    for host in hosts:
        if isinstance(host.https, Unobserved):
            return undetermined(ID, host.https)
    reachable = [host.name for host in hosts if host.https]
    if not reachable:
        return undetermined(ID, Unobserved(Reason.REFUSED, f"GET https://{hosts[0].name}/"))
    return Finding(ID, "reachable", {"hosts": reachable})
