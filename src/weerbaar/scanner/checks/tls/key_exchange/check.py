"""Does the website exchange keys of TLS 1.2 by groups that hold today?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.tls.guideline import guideline, name_of
from weerbaar.scanner.checks.tls.surveys import surveyed
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS, DhParameters
from weerbaar.scanner.vocabulary.severity import Severity

ID = "tls.key-exchange"
NEEDS = (WEB_SURVEYS,)
OUTCOMES = {
    "strong": passes(),
    "phase-out": fails(Severity.LOW),
    "insufficient": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Curves and finite fields together; the worst counts."""
    curves, fields = surveyed(sheet, lambda survey: survey.groups12), surveyed(sheet, lambda survey: survey.dh)
    if isinstance(curves, Unobserved):
        return undetermined(ID, curves)
    if isinstance(fields, Unobserved):
        return undetermined(ID, fields)
    taken = [name for names in curves.values() for name in names] + [_name(field) for field in fields.values() if field]
    if not taken:
        return Finding(ID, "not-applicable")
    lists = guideline()["key_exchange"]
    weak = [name for name in taken if name not in lists["good"] and name not in lists["phase_out"]]
    late = [name for name in taken if name in lists["phase_out"]]
    outcome = "insufficient" if weak else "phase-out" if late else "strong"
    evidence = {"groups": list(dict.fromkeys(weak or late or taken)), "guideline": name_of("key_exchange")}
    return Finding(ID, outcome, evidence)


def _name(field: DhParameters) -> str:
    return field.name or f"own prime of {field.bits} bits"
