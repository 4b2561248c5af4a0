"""Can a stranger copy the whole zone at once?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.checks.dns.direct_answers import place
from weerbaar.scanner.facts.authorities import SERVERS, ServerAnswers
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.zone-transfer"
NEEDS = (SERVERS,)
OUTCOMES = {
    "refused": passes(),
    "allowed": fails(Severity.MEDIUM),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A transfer is under way when its first message opens with the SOA (RFC 5936, section 2.2)."""
    servers = sheet[SERVERS]
    if isinstance(servers, Unobserved):
        return undetermined(ID, servers)
    open_to_all = [place(server) for server in servers.value if _gives_away(server)]
    if open_to_all:
        return Finding(ID, "allowed", {"servers": open_to_all})
    refusing = [place(server) for server in servers.value if _refuses(server)]
    if refusing:
        return Finding(ID, "refused", {"servers": refusing})
    causes = (server.transfer for server in servers.value if isinstance(server.transfer, Unobserved))
    return undetermined(ID, next(causes, Unobserved(Reason.NOT_LOOKED)))


def _gives_away(server: ServerAnswers) -> bool:
    transfer = server.transfer
    return isinstance(transfer, Observed) and transfer.value.rcode == "NOERROR" and bool(transfer.value.records)


def _refuses(server: ServerAnswers) -> bool:
    """With an error, or by hanging up after it had answered an ordinary question on the same connection."""
    if isinstance(server.transfer, Observed):
        return True
    return server.transfer.reason is Reason.RESET and isinstance(server.tcp, Observed)
