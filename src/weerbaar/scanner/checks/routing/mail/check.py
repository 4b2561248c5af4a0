"""Do the addresses of the mail servers come from the network that their owner named?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.routing.announced import evidence_of, weigh
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.routing import MAIL_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "routing.mail"
NEEDS = (MAIL_ROUTES,)
OUTCOMES = {
    "valid": passes(),
    "missing": fails(Severity.LOW),
    "invalid": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst of all routes counts: one that is wrong, then one without authorisation."""
    routed = sheet[MAIL_ROUTES]
    if isinstance(routed, Unobserved):
        return undetermined(ID, routed)
    if not routed.value:
        return Finding(ID, "not-applicable")
    announced = weigh(routed.value)
    for outcome, routes in (("invalid", announced.invalid), ("missing", announced.missing)):
        if routes:
            return Finding(ID, outcome, evidence_of(routes))
    if announced.unknown is not None:
        return undetermined(ID, announced.unknown)
    return Finding(ID, "valid", evidence_of(announced.valid))
