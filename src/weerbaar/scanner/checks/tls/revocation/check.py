"""Does the proof that the website sends along say that its certificate was withdrawn?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.stapled import Stapled, stapled
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.revocation"
NEEDS = (WEB_ENDPOINTS, WEB_SURVEYS)
OUTCOMES = {
    "good": passes(),
    "revoked": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Only by what the server itself sends: nobody else is asked about the certificate."""
    hosts = stapled(sheet)
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    told = {host.chain.host: host.usable.status for host in hosts if host.usable is not None}
    revoked: list[Json] = [host for host, status in told.items() if status == "revoked"]
    if revoked:
        return Finding(ID, "revoked", {"hosts": revoked, **not_seen(sheet)})
    for host in hosts:
        if told.get(host.chain.host) != "good" and _could_be_asked(host):
            return undetermined(ID, _cause(host))
    if not told:
        return Finding(ID, "not-applicable")
    return Finding(ID, "good", {"hosts": [*told], **not_seen(sheet)})


def _could_be_asked(host: Stapled) -> bool:
    return bool(host.chain.leaf.revocation_places) or bool(host.staple)


def _cause(host: Stapled) -> Unobserved:
    """Why nothing is known: the response was not seen, it is of no use, or the issuer would have to be asked."""
    if isinstance(host.staple, Unobserved):
        return host.staple
    return Unobserved(Reason.PROTOCOL_ERROR if host.staple else Reason.NOT_LOOKED, f"OCSP {host.chain.host}")
