"""Does the website itself choose the best method to encrypt by?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.cipher-order"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "best-first": passes(),
    "client-chooses": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Order matters only where good and lesser methods of TLS 1.2 stand side by side."""
    suites, orders = (
        surveyed(sheet, lambda survey: survey.suites),
        surveyed(sheet, lambda survey: survey.keeps_own_order),
    )
    if isinstance(suites, Unobserved):
        return undetermined(ID, suites)
    if isinstance(orders, Unobserved):
        return undetermined(ID, orders)
    mixed = [host for host, names in suites.items() if _is_mixed(names)]
    if not mixed:
        return Finding(ID, "not-applicable")
    loose = [host for host in mixed if not orders.get(host, True)]
    evidence: dict[str, Json] = {"hosts": loose or mixed, "guideline": name_of("suites"), **not_seen(sheet)}
    return Finding(ID, "client-chooses" if loose else "best-first", evidence)


def _is_mixed(names: tuple[str, ...]) -> bool:
    fine = {*guideline()["suites"]["good"], *guideline()["suites"]["sufficient"]}
    return any(name in fine for name in names) and any(name not in fine for name in names)
