"""Can somebody with only IPv6 reach the website?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.http import IPV6_CONNECTIONS, WEB_ADDRESSES, Connection
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
    """Each host that has an address needs an IPv6 address that takes a connection on port 443 or 80. The worst counts."""
    addresses, connections = sheet[WEB_ADDRESSES], sheet[IPV6_CONNECTIONS]
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
    if published and isinstance(connections, Unobserved):
        return Finding(ID, "missing", {"hosts": missing}) if missing else undetermined(ID, connections)
    tried = connections.value if isinstance(connections, Observed) else ()
    answers = {host: _answers([c for c in tried if c.host == host]) for host in published}
    dead = [host for host, answered in answers.items() if answered is False]
    if dead:
        return Finding(ID, "unreachable", {"hosts": dead, "addresses": _addresses(tried, dead)})
    if missing:
        return Finding(ID, "missing", {"hosts": missing})
    for answered in answers.values():
        if isinstance(answered, Unobserved):
            return undetermined(ID, answered)
    if not published:
        return Finding(ID, "not-applicable")
    return Finding(ID, "reachable", {"hosts": published, "addresses": _addresses(tried, published)})


def _answers(tried: list[Connection]) -> bool | Unobserved:
    """Whether one host takes a connection; what lies with us leaves it open."""
    if any(isinstance(c.accepted, Observed) and c.accepted.value for c in tried):
        return True
    unseen = [c.accepted for c in tried if isinstance(c.accepted, Unobserved)]
    ours = next((cause for cause in unseen if cause.reason not in _THEIR_TROUBLE), None)
    return ours or (False if tried else Unobserved(Reason.NOT_LOOKED))


def _addresses(tried: tuple[Connection, ...], hosts: list[str]) -> list[str]:
    return sorted({connection.address for connection in tried if connection.host in hosts})
