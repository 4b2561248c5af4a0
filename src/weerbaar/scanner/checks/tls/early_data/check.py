"""Does the website refuse data that comes before the secure connection is agreed (0-RTT)?"""

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

ID = "tls.early-data"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "off": passes(),
    "on": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """By the tickets that a server hands out after a handshake: only with one of these may early data be sent."""
    seen = surveyed(sheet, lambda survey: survey.early_data)
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    if not seen:
        return Finding(ID, "not-applicable")
    wrong: list[Json] = [host for host, amount in seen.items() if amount]
    evidence: dict[str, Json] = {
        "hosts": wrong or [*seen],
        "octets": max(seen.values()),
        "guideline": name_of("early_data"),
        **not_seen(sheet),
    }
    return Finding(ID, "on" if wrong else "off", evidence)
