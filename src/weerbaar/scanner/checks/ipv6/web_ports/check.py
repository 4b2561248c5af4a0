"""Does the website open the same doors over IPv4 and IPv6?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.http import IPV4_CONNECTIONS, IPV6_CONNECTIONS, Connection
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "ipv6.web-ports"
NEEDS = (IPV4_CONNECTIONS, IPV6_CONNECTIONS)
OUTCOMES = {
    "same": passes(),
    "differ": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# What a visitor would meet as well; every other reason lies with us.
_CLOSED = (Reason.TIMEOUT, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET)


def run(sheet: FactSheet) -> Finding:
    """Per host. One that takes nothing at all over IPv6 is reported by ipv6.web, and left out here."""
    old, new = sheet[IPV4_CONNECTIONS], sheet[IPV6_CONNECTIONS]
    if isinstance(old, Unobserved):
        return undetermined(ID, old)
    if isinstance(new, Unobserved):
        return undetermined(ID, new)
    differing: list[str] = []
    same: list[str] = []
    ports: set[int] = set()
    for host in dict.fromkeys(connection.host for connection in old.value):
        ours = _our_trouble((*_of(host, old.value), *_of(host, new.value)))
        if ours is not None:
            return undetermined(ID, ours)
        over_ipv4, over_ipv6 = _open(_of(host, old.value)), _open(_of(host, new.value))
        if over_ipv6 and over_ipv4:
            (same if over_ipv4 == over_ipv6 else differing).append(host)
            ports |= over_ipv4 ^ over_ipv6
    if differing:
        return Finding(ID, "differ", {"hosts": differing, "ports": sorted(ports)})
    return Finding(ID, "same", {"hosts": same}) if same else Finding(ID, "not-applicable")


def _of(host: str, connections: tuple[Connection, ...]) -> list[Connection]:
    return [connection for connection in connections if connection.host == host]


def _open(connections: list[Connection]) -> set[int]:
    return {c.port for c in connections if isinstance(c.accepted, Observed) and c.accepted.value}


def _our_trouble(connections: tuple[Connection, ...]) -> Unobserved | None:
    unseen = (c.accepted for c in connections if isinstance(c.accepted, Unobserved))
    return next((accepted for accepted in unseen if accepted.reason not in _CLOSED), None)
