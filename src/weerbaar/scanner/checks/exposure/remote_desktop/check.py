"""Can anybody on the internet open the sign-in screen of a computer?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import open_services
from weerbaar.scanner.facts.exposure import SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.remote-desktop"
NEEDS = (SERVICES,)
OUTCOMES = {
    "closed": passes(),
    "open": fails(Severity.CRITICAL),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_PROTOCOLS = ("rdp",)


def run(sheet: FactSheet) -> Finding:
    """One that answered decides, whatever could not be looked at."""
    found = open_services(sheet, _PROTOCOLS)
    if found is None:
        return Finding(ID, "not-applicable")
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    if found.services:
        return Finding(ID, "open", found.evidence)
    return undetermined(ID, found.missed) if found.missed else Finding(ID, "closed")
