"""Does every name server answer for the domain, by both ways that resolvers use?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import answered, cause_of_silence, failed, has_ipv4, is_lame, place
from weerbaar.scanner.facts.authorities import SERVERS, ServerAnswers
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.name-server-answers"
NEEDS = (SERVERS,)
OUTCOMES = {
    "all": passes(),
    "lame": fails(Severity.MEDIUM),
    "silent": fails(Severity.MEDIUM),
    "no-tcp": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A wrong answer is worse than none: it is believed. Silence counts only where another server shows that we can ask."""
    seen = sheet[SERVERS]
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    servers = seen.value
    lame = [server for server in servers if is_lame(server)]
    if lame:
        return Finding(ID, "lame", {"servers": [f"{place(server)}: {_rcode(server)}" for server in lame]})
    if not answered(servers):
        return undetermined(ID, cause_of_silence(servers))
    # An IPv6 address that keeps silent is the business of ipv6.name-servers-reachable.
    judged = [server for server in servers if not server.is_ipv6 or not has_ipv4(server.host, servers)]
    silent = [place(server) for server in judged if failed(server.udp)]
    if silent:
        return Finding(ID, "silent", {"servers": silent})
    without_tcp = [place(server) for server in answered(servers) if failed(server.tcp)]
    if without_tcp:
        return Finding(ID, "no-tcp", {"servers": without_tcp})
    for server in judged:
        for answer in (server.udp, server.tcp):
            if isinstance(answer, Unobserved):
                return undetermined(ID, answer)
    return Finding(ID, "all", {"servers": [place(server) for server in answered(servers)]})


def _rcode(server: ServerAnswers) -> str:
    given = [one.value for one in (server.udp, server.tcp) if isinstance(one, Observed)]
    answer = next(one for one in given if not one.speaks_for_zone)
    return answer.rcode if answer.rcode != "NOERROR" else "not authoritative"
