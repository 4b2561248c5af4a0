"""Does the website bind its keys to the whole handshake?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.extended-master-secret"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "supported": passes(),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By the answer to RFC 7627; TLS 1.3 does so always."""
    seen = surveyed(sheet, lambda survey: survey.extended_master_secret)
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    if not seen:
        return Finding(ID, "not-applicable")
    wrong = [host for host, value in seen.items() if not value]
    evidence: dict[str, Json] = {"hosts": wrong or list(seen), **not_seen(sheet)}
    return Finding(ID, "missing" if wrong else "supported", evidence)
