"""Does the website offer only versions of TLS that are safe today?"""

from collections.abc import Iterable

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import endpoints_with_tls
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import VERSIONS, WEB_ENDPOINTS, TlsEndpoint
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.protocol-versions"
NEEDS = (WEB_ENDPOINTS,)
OUTCOMES = {
    "modern": passes(),
    "sufficient": passes(),
    "old-versions-offered": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """An old version that was seen decides; without one, every version must have been looked at."""
    endpoints = endpoints_with_tls(sheet)
    if isinstance(endpoints, Unobserved):
        return undetermined(ID, endpoints)
    if not endpoints:
        return Finding(ID, "not-applicable")
    offered = {endpoint.host: _offered(endpoint) for endpoint in endpoints}
    old = [
        version
        for version in guideline()["versions"]["insufficient"]
        if any(version in seen for seen in offered.values())
    ]
    all_offered = [version for version in VERSIONS if any(version in seen for seen in offered.values())]
    hosts = [host for host, seen in offered.items() if not old or any(version in seen for version in old)]
    evidence = {"hosts": hosts, "offered": all_offered, "old": old, "guideline": name_of("versions")}
    if old:
        return Finding(ID, "old-versions-offered", evidence)
    missed = _first_missed(endpoints)
    if missed is not None:
        return undetermined(ID, missed)
    best_everywhere = all(set(seen) & set(guideline()["versions"]["good"]) for seen in offered.values())
    return Finding(ID, "modern" if best_everywhere else "sufficient", evidence)


def _offered(endpoint: TlsEndpoint) -> list[str]:
    return [name for name, seen in endpoint.versions.items() if isinstance(seen, Observed) and seen.value]


def _first_missed(endpoints: Iterable[TlsEndpoint]) -> Unobserved | None:
    for endpoint in endpoints:
        if isinstance(endpoint.session, Unobserved) and not endpoint.versions:
            return endpoint.session
        for version in VERSIONS:
            seen = endpoint.versions.get(version, Unobserved(Reason.NOT_LOOKED))
            # Earlier versions of the scanner did not ask for SSL 2.0: what they stored stays as good as it was.
            if isinstance(seen, Unobserved) and (version in endpoint.versions or version != VERSIONS[0]):
                return seen
    return None
