"""Does the website exchange keys of TLS 1.2 by groups that hold today?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.certificates import not_seen
from weerbaar.scanner.checks.tls.grading import field_name, grade
from weerbaar.scanner.checks.tls.guideline import name_of
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.key-exchange"
NEEDS = (WEB_SURVEYS, WEB_ENDPOINTS)
OUTCOMES = {
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
# Nobody is known to break a finite field of this length; RFC 9325, section 4.2.1, asks for no more.
_LONG_BITS = 2048


def run(sheet: FactSheet) -> Finding:
    """Curves and finite fields together; the worst counts."""
    curves, fields = surveyed(sheet, lambda survey: survey.groups12), surveyed(sheet, lambda survey: survey.dh)
    if isinstance(curves, Unobserved):
        return undetermined(ID, curves)
    if isinstance(fields, Unobserved):
        return undetermined(ID, fields)
    taken = [name for names in curves.values() for name in names] + [
        field_name(field) for field in fields.values() if field
    ]
    if not taken:
        return Finding(ID, "not-applicable")
    outcome, names = grade("key_exchange", taken)
    long = {field_name(field) for field in fields.values() if field and field.bits >= _LONG_BITS}
    if outcome == "insufficient" and long.issuperset(names):
        outcome = "phase-out"
    return Finding(ID, outcome, {"groups": names, "guideline": name_of("key_exchange"), **not_seen(sheet)})
