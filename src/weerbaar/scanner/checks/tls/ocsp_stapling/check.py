"""Does the website send along that its certificate was not withdrawn, where its issuer answers for that (OCSP stapling)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.guideline import name_of
from weerbaar.scanner.checks.tls.stapled import Stapled, stapled
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

ID = "tls.ocsp-stapling"
NEEDS = (WEB_ENDPOINTS, WEB_SURVEYS)
OUTCOMES = {
    "stapled": passes(),
    "missing": passes(),
    "unusable": fails(Severity.MEDIUM),
    "must-staple-missing": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_WORST_FIRST = ("must-staple-missing", "unusable", "missing", "stapled")


def run(sheet: FactSheet) -> Finding:
    """Only certificates that name an OCSP responder, or say that they do not hold without a response beside them."""
    hosts = stapled(sheet)
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    asked = [host for host in hosts if host.chain.leaf.ocsp_url or host.chain.leaf.must_staple]
    if not asked:
        return Finding(ID, "not-applicable")
    judged = {host.chain.host: _judge(host) for host in asked if not isinstance(host.staple, Unobserved)}
    missed = next((host.staple for host in asked if isinstance(host.staple, Unobserved)), None)
    worst = min(judged.values(), key=_WORST_FIRST.index, default="stapled")
    if OUTCOMES[worst].status is Status.PASS and missed is not None:
        return undetermined(ID, missed)
    named: list[Json] = [host for host, outcome in judged.items() if outcome == worst]
    return Finding(ID, worst, {"hosts": named, "guideline": name_of("ocsp_stapling"), **not_seen(sheet)})


def _judge(host: Stapled) -> str:
    if host.usable is not None:
        return "stapled"
    if host.staple:
        return "unusable"
    return "must-staple-missing" if host.chain.leaf.must_staple else "missing"
