"""Does the website renegotiate the secure connection only in the safe way?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.guideline import name_of
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.renegotiation"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "secure": passes(),
    "insecure": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By the answer to the safe way (RFC 5746); TLS 1.3 knows no renegotiation."""
    seen = surveyed(sheet, lambda survey: survey.secure_renegotiation)
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    if not seen:
        return Finding(ID, "not-applicable")
    wrong = [host for host, value in seen.items() if not value]
    evidence: dict[str, Json] = {"hosts": wrong or list(seen), "guideline": name_of("renegotiation"), **not_seen(sheet)}
    return Finding(ID, "insecure" if wrong else "secure", evidence)
