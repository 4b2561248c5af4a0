"""Does a port answer of which nobody can say what stands behind it?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import open_services
from weerbaar.scanner.facts.exposure import SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.unknown-services"
NEEDS = (SERVICES,)
OUTCOMES = {
    "none": passes(),
    "found": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A port of the list that takes connections and does not greet as the service it is known for."""
    found = open_services(sheet, ("",))
    if found is None:
        return Finding(ID, "not-applicable")
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found.services:
        return Finding(ID, "found", found.evidence)
    return undetermined(ID, found.missed) if found.missed else Finding(ID, "none")
