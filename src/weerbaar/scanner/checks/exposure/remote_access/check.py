"""Can anybody on the internet try to take over a machine from afar?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import Open, open_services
from weerbaar.scanner.facts.exposure import SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.remote-access"
NEEDS = (SERVICES,)
OUTCOMES = {
    "closed": passes(),
    "encrypted-only": passes(),
    "open": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Telnet and VNC carry passwords in the clear or with weak protection; SSH is made for an open network."""
    found = open_services(sheet, ("telnet", "vnc", "ssh"))
    if found is None:
        return Finding(ID, "not-applicable")
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    weak = Open(tuple(service for service in found.services if service.protocol != "ssh"), found.missed)
    if weak.services:
        return Finding(ID, "open", weak.evidence)
    if found.missed:
        return undetermined(ID, found.missed)
    return Finding(ID, "encrypted-only", found.evidence) if found.services else Finding(ID, "closed")
