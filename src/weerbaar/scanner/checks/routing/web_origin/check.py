"""Do the website's addresses come from the network that their owner named?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.routing.announced import evidence_of, weigh
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.routing import WEB_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "routing.web-origin"
NEEDS = (WEB_ROUTES,)
OUTCOMES = {
    "valid": passes(),
    "invalid": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Addresses without an authorisation are left out: routing.web-roa reports those."""
    routed = sheet[WEB_ROUTES]
    if isinstance(routed, Unobserved):
        return undetermined(ID, routed)
    announced = weigh(routed.value)
    if announced.invalid:
        return Finding(ID, "invalid", evidence_of(announced.invalid))
    if announced.unknown is not None:
        return undetermined(ID, announced.unknown)
    return Finding(ID, "valid", evidence_of(announced.valid)) if announced.valid else Finding(ID, "not-applicable")
