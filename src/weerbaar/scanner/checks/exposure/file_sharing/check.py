"""Can anybody on the internet reach shared files?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.exposure.services import Open, open_services
from weerbaar.scanner.facts.exposure import SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "exposure.file-sharing"
NEEDS = (SERVICES,)
OUTCOMES = {
    "closed": passes(),
    "plain-transfer": fails(Severity.LOW),
    "open": fails(Severity.CRITICAL),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Windows shares are meant for the office network; FTP sends passwords in the clear."""
    found = open_services(sheet, ("smb", "ftp"))
    if found is None:
        return Finding(ID, "not-applicable")
    if isinstance(found, Unobserved):
        return undetermined(ID, found)
    shares = Open(tuple(service for service in found.services if service.protocol == "smb"), found.missed)
    if shares.services:
        return Finding(ID, "open", shares.evidence)
    if found.services:
        return Finding(ID, "plain-transfer", found.evidence)
    return undetermined(ID, found.missed) if found.missed else Finding(ID, "closed")
