"""Does the website offer HTTP/2, which loads pages faster over one secure connection?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import endpoints_with_tls, not_seen
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS, TlsEndpoint
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.alpn"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "offered": passes(),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By what each host chose when HTTP/2 and HTTP/1.1 were offered in the handshake."""
    endpoints = endpoints_with_tls(sheet)
    if isinstance(endpoints, Unobserved):
        return undetermined(ID, endpoints)
    if not endpoints:
        return Finding(ID, "not-applicable")
    chosen = {endpoint.host: protocol for endpoint in endpoints if (protocol := _chosen(endpoint)) is not None}
    if not chosen:
        sessions = [one.session for one in endpoints if isinstance(one.session, Unobserved)]
        return undetermined(ID, sessions[0] if sessions else Unobserved(Reason.NOT_LOOKED))
    without = [host for host, protocol in chosen.items() if protocol != "h2"]
    return Finding(ID, "missing" if without else "offered", {"hosts": without or list(chosen), **not_seen(sheet)})


def _chosen(endpoint: TlsEndpoint) -> str | None:
    """None when no handshake was completed, or an earlier version of the scanner did not note the answer."""
    return endpoint.session.value.alpn if isinstance(endpoint.session, Observed) else None
