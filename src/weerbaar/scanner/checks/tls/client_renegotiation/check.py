"""Does the website refuse to agree on a connection anew whenever a visitor asks?"""

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

ID = "tls.client-renegotiation"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "refused": passes(),
    "accepted": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By one request on one connection: how often a server would do it again is not tried, since that is the attack."""
    seen = surveyed(sheet, lambda survey: survey.renegotiates)
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    if not seen:
        return Finding(ID, "not-applicable")
    wrong = [host for host, accepts in seen.items() if accepts]
    evidence: dict[str, Json] = {"hosts": wrong or list(seen), "guideline": name_of("renegotiation"), **not_seen(sheet)}
    return Finding(ID, "accepted" if wrong else "refused", evidence)
