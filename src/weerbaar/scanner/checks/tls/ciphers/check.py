"""Does the website encrypt only by methods that hold today?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.grading import grade
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.ciphers"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.LOW),
    "broken": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst suite that any host takes."""
    old = surveyed(sheet, lambda survey: survey.suites)
    new = surveyed(sheet, lambda survey: survey.suites13)
    for missed in (old, new):
        if isinstance(missed, Unobserved):
            return undetermined(ID, missed)
    assert not isinstance(old, Unobserved) and not isinstance(new, Unobserved)
    taken = list(dict.fromkeys(name for suites in (*new.values(), *old.values()) for name in suites))
    if not taken:
        return Finding(ID, "not-applicable")
    outcome, names = grade("suites", taken)
    broken = [name for name in names if outcome == "insufficient" and _is_broken(name)]
    if broken:
        outcome, names = "broken", broken
    return Finding(
        ID, outcome, {"suites": names, "hosts": list(old), "guideline": name_of("suites"), **not_seen(sheet)}
    )


def _is_broken(suite: str) -> bool:
    """Whether people can read along or pretend, by what is known of one of its parts."""
    return any(part in suite for part in guideline()["suites"]["broken_parts"])
