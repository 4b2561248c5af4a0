"""Can somebody with only IPv6 reach the website?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.http import IPV6_CONNECTIONS, WEB_ADDRESSES
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.web"
NEEDS = (WEB_ADDRESSES, IPV6_CONNECTIONS)
OUTCOMES = {
    "reachable": passes(),
    "missing": fails(Severity.LOW),
    "unreachable": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# What a visitor would meet as well; every other reason lies with us.
_THEIR_TROUBLE = (Reason.TIMEOUT, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET)


def run(sheet: FactSheet) -> Finding:
    """Each host that has an address needs an IPv6 address that takes a connection on port 443 or 80."""
    addresses = sheet[WEB_ADDRESSES]
    if isinstance(addresses, Unobserved):
        return undetermined(ID, addresses)
    missing, published = [], []
    for host in addresses.value:
        if isinstance(host.ipv6, Unobserved):
            return undetermined(ID, host.ipv6)
        if host.ipv6.value:
            published.append(host.host)
        elif isinstance(host.ipv4, Unobserved):
            return undetermined(ID, host.ipv4)
        elif host.ipv4.value:
            missing.append(host.host)
    if missing:
        return Finding(ID, "missing", {"hosts": missing})
    return _judge_connections(sheet, published) if published else Finding(ID, "not-applicable")


def _judge_connections(sheet: FactSheet, hosts: list[str]) -> Finding:
    connections = sheet[IPV6_CONNECTIONS]
    if isinstance(connections, Unobserved):
        return undetermined(ID, connections)
    dead = []
    for host in hosts:
        tried = [connection for connection in connections.value if connection.host == host]
        if any(isinstance(c.accepted, Observed) and c.accepted.value for c in tried):
            continue
        ours = [
            c.accepted for c in tried if isinstance(c.accepted, Unobserved) and c.accepted.reason not in _THEIR_TROUBLE
        ]
        if ours or not tried:
            return undetermined(ID, ours[0] if ours else Unobserved(Reason.NOT_LOOKED))
        dead.append(host)
    tried_addresses = sorted({c.address for c in connections.value if c.host in (dead or hosts)})
    return Finding(ID, "unreachable" if dead else "reachable", {"hosts": dead or hosts, "addresses": tried_addresses})
