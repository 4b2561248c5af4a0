"""Does the parent zone lead to the name servers that the domain itself names?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import answered, cause_of_silence, failed, is_lame
from weerbaar.scanner.facts.authorities import DELEGATION, SERVERS, Delegation
from weerbaar.scanner.facts.dns import NAME_SERVERS
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.delegation"
NEEDS = (DELEGATION, SERVERS, NAME_SERVERS)
OUTCOMES = {
    "consistent": passes(),
    "different-servers": fails(Severity.LOW),
    "wrong-glue": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The two sets of NS records must be the same (RFC 1034, section 4.2.2), and so must the addresses beside them."""
    delegation, servers = sheet[DELEGATION], sheet[SERVERS]
    if isinstance(delegation, Unobserved):
        return undetermined(ID, delegation)
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    if not answered(servers.value):
        return undetermined(ID, cause_of_silence(servers.value))
    own = {
        host
        for server in servers.value
        if isinstance(server.name_servers, Observed) and server.name_servers.value.speaks_for_zone
        for host in server.name_servers.value.records
    }
    if not own:  # nobody speaks for the zone: dns.name-server-answers says so
        return Finding(ID, "not-applicable")
    above = set(delegation.value.name_servers)
    told = {server.host for server in servers.value if is_lame(server) or failed(server.udp)}
    if (own ^ above) - told:
        evidence = {"only_parent": sorted(above - own), "only_zone": sorted(own - above), "parent": sorted(above)}
        return Finding(ID, "different-servers", {**evidence, "zone": sorted(own)})
    wrong = _wrong_glue(sheet, delegation.value)
    if wrong:
        return Finding(ID, "wrong-glue", {"hosts": sorted(wrong), "parent_zone": delegation.value.parent})
    if own != above:  # dns.name-server-answers tells of the servers that make the difference
        return Finding(ID, "not-applicable")
    return Finding(ID, "consistent", {"servers": sorted(own)})


def _wrong_glue(sheet: FactSheet, delegation: Delegation) -> list[str]:
    """Servers with an address at the parent that is not theirs, and those below the domain that have none there."""
    hosts = sheet[NAME_SERVERS]
    known = {host.host: host for host in hosts.value} if isinstance(hosts, Observed) else {}
    wrong = []
    for host in delegation.name_servers:
        glue = set(delegation.glue.get(host, ()))
        needed = host.endswith(f".{delegation.zone}")
        if needed and not glue:
            wrong.append(host)
        addresses = known.get(host)
        if addresses and isinstance(addresses.ipv4, Observed) and isinstance(addresses.ipv6, Observed):
            published = {*addresses.ipv4.value, *addresses.ipv6.value}
            if published and glue - published:
                wrong.append(host)
    return wrong
