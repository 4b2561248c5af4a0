"""Does the website sign its key exchange by hashes that cannot be forged?"""

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

ID = "tls.signature-hash"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "modern": passes(),
    "old": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Asked with nothing but SHA-1 and MD5 on offer: a careful server then refuses."""
    seen = surveyed(sheet, lambda survey: survey.old_hashes)
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    if not seen:
        return Finding(ID, "not-applicable")
    wrong = [host for host, value in seen.items() if value]
    evidence: dict[str, Json] = {
        "hosts": wrong or list(seen),
        "guideline": name_of("key_exchange_hash"),
        **not_seen(sheet),
    }
    return Finding(ID, "old" if wrong else "modern", evidence)
