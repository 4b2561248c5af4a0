"""Can somebody with only IPv6 send mail to the domain?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.mail"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "reachable": passes(),
    "partial": fails(Severity.LOW),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Judged by what is published; whether it takes a connection is the question of ipv6.mail-reachable."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    if not hosts.value:
        return Finding(ID, "not-applicable")
    for host in hosts.value:
        if isinstance(host.addresses.ipv6, Unobserved):
            return undetermined(ID, host.addresses.ipv6)
    having = [host for host in hosts.value if isinstance(host.addresses.ipv6, Observed) and host.addresses.ipv6.value]
    lacking = [host.host for host in hosts.value if host not in having]
    evidence = {"hosts": [host.host for host in hosts.value], "without": lacking}
    if not having:
        return Finding(ID, "missing", evidence)
    return Finding(ID, "partial" if lacking else "reachable", evidence)
