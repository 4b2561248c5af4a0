"""Does the website exchange keys of TLS 1.3 by groups that hold today?"""

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

ID = "tls.groups"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "hybrid": passes(),
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Clients choose the best group that both know, so a weak one here does less harm than in TLS 1.2: LOW."""
    groups = surveyed(sheet, lambda survey: survey.groups13)
    if isinstance(groups, Unobserved):
        return undetermined(ID, groups)
    taken = list(dict.fromkeys(name for names in groups.values() for name in names))
    if not taken:
        return Finding(ID, "not-applicable")
    lists = guideline()["key_exchange"]
    fine = {*lists["good"], *lists["hybrid"]}
    weak = [name for name in taken if name not in fine and name not in lists["phase_out"]]
    late = [name for name in taken if name in lists["phase_out"]]
    evidence: dict[str, Json] = {
        "groups": weak or late or taken,
        "guideline": name_of("key_exchange"),
        **not_seen(sheet),
    }
    if weak or late:
        return Finding(ID, "insufficient" if weak else "phase-out", evidence)
    return Finding(ID, "hybrid" if any(name in lists["hybrid"] for name in taken) else "strong", evidence)
