"""Has the owner of the website's addresses said which network may announce them?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.routing.announced import evidence_of, weigh
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.routing import WEB_ROUTES
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "routing.web-roa"
NEEDS = (WEB_ROUTES,)
OUTCOMES = {
    "covered": passes(),
    "missing": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A route is covered when an authorisation stands for its prefix or around it; routing.web-origin asks if it fits."""
    routed = sheet[WEB_ROUTES]
    if isinstance(routed, Unobserved):
        return undetermined(ID, routed)
    if not routed.value:
        return Finding(ID, "not-applicable")
    announced = weigh(routed.value)
    if announced.missing:
        return Finding(ID, "missing", evidence_of(announced.missing))
    if announced.unknown is not None:
        return undetermined(ID, announced.unknown)
    return Finding(ID, "covered", evidence_of((*announced.valid, *announced.invalid)))
