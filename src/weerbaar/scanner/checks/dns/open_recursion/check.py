"""Do the name servers look up other people's names for everybody?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import place
from weerbaar.scanner.facts.authorities import SERVERS, DirectAnswer
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.open-recursion"
NEEDS = (SERVERS,)
OUTCOMES = {
    "closed": passes(),
    "open": fails(Severity.MEDIUM),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A server that keeps silent is left out, as long as another one answered: its silence is reported elsewhere."""
    servers = sheet[SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    seen = [(place(server), server.recursion) for server in servers.value]
    answers = [(where, answer.value) for where, answer in seen if isinstance(answer, Observed)]
    if not answers:
        causes = (answer for _, answer in seen if isinstance(answer, Unobserved))
        return undetermined(ID, next(causes, Unobserved(Reason.NOT_LOOKED)))
    opened = [where for where, answer in answers if _looks_up(answer)]
    return Finding(ID, "open" if opened else "closed", {"servers": opened or [where for where, _ in answers]})


def _looks_up(answer: DirectAnswer) -> bool:
    """Asked for the root's name servers, it gave them as a resolver does: not from a root zone of its own (RFC 8806)."""
    return answer.rcode == "NOERROR" and answer.recursion and bool(answer.records) and not answer.authoritative
