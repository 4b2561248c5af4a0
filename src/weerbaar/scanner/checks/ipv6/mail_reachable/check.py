"""Do the mail servers take a connection from somebody with only IPv6?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.mail-reachable"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "reachable": passes(),
    "partial": fails(Severity.LOW),
    "unreachable": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Port 25 over IPv6 is often closed from where we measure, so only a refusal counts against a server."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    families = [(host, host.addresses.ipv6) for host in hosts.value]
    having = [host for host, ipv6 in families if isinstance(ipv6, Observed) and ipv6.value]
    refusing = [
        host.host for host in having if isinstance(host.ipv6_accepted, Observed) and not host.ipv6_accepted.value
    ]
    if refusing:
        return Finding(ID, "unreachable" if len(refusing) == len(having) else "partial", {"hosts": refusing})
    for _, ipv6 in families:
        if isinstance(ipv6, Unobserved):
            return undetermined(ID, ipv6)
    for host in having:
        if isinstance(host.ipv6_accepted, Unobserved):
            return undetermined(ID, host.ipv6_accepted)
    if not having:
        return Finding(ID, "not-applicable")
    return Finding(ID, "reachable", {"hosts": [host.host for host in having]})
