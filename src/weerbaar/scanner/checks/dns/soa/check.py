"""Do all name servers have the same version of the zone, with times that make sense?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import answered, cause_of_silence, place
from weerbaar.scanner.facts.authorities import SERVERS, ServerAnswers
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.soa"
NEEDS = (SERVERS,)
OUTCOMES = {
    "sound": passes(),
    "serials-differ": fails(Severity.LOW),
    "odd-timers": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# Two days: a copy that expires over a weekend takes the domain away (RFC 1912, section 2.2 advises two to four weeks).
_SHORTEST_EXPIRE_S = 2 * 86_400
# RFC 2308, section 5: more than a day has been found to be a problem.
_LONGEST_MINIMUM_S = 86_400


def run(sheet: FactSheet) -> Finding:
    """By the SOA records as each server gives them over UDP; those that differ were asked again after a moment."""
    servers = sheet[SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    if not answered(servers.value):
        return undetermined(ID, cause_of_silence(servers.value))
    given = [(place(server), _fields(server)) for server in servers.value if _fields(server)]
    if not given:  # nobody speaks for the zone: dns.name-server-answers says so
        return Finding(ID, "not-applicable")
    serials = {fields[2] for _, fields in given}
    if len(serials) > 1:
        return Finding(ID, "serials-differ", {"serials": [f"{where}: {fields[2]}" for where, fields in given]})
    _, fields = given[0]
    odd = _odd_timers(*map(int, fields[3:]))
    evidence = {"serial": fields[2], "odd": odd, "timers": " ".join(fields[3:])}
    return Finding(ID, "odd-timers" if odd else "sound", evidence)


def _fields(server: ServerAnswers) -> list[str]:
    """Primary, mailbox, serial, refresh, retry, expire and minimum (RFC 1035, section 3.3.13), or nothing."""
    if isinstance(server.udp, Observed) and server.udp.value.speaks_for_zone:
        fields = server.udp.value.records[0].split()
        return fields if len(fields) == 7 else []
    return []


def _odd_timers(refresh_s: int, retry_s: int, expire_s: int, minimum_s: int) -> list[str]:
    odd = []
    if retry_s > refresh_s:
        odd.append(f"retry {retry_s} > refresh {refresh_s}")
    if expire_s < refresh_s + retry_s:
        odd.append(f"expire {expire_s} < refresh + retry {refresh_s + retry_s}")
    elif expire_s < _SHORTEST_EXPIRE_S:
        odd.append(f"expire {expire_s} < {_SHORTEST_EXPIRE_S}")
    if minimum_s > _LONGEST_MINIMUM_S:
        odd.append(f"minimum {minimum_s} > {_LONGEST_MINIMUM_S}")
    return odd
