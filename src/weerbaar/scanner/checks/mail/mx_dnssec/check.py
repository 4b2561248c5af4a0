"""Are the names of the mail servers signed, so that nobody can quietly lead mail elsewhere?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.mail import MAIL_HOST_ZONES
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mx-dnssec"
NEEDS = (MAIL_HOST_ZONES,)
OUTCOMES = {
    "secure": passes(),
    "insecure": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The word of a resolver that was proven to validate, about the address records of each host."""
    zones = sheet[MAIL_HOST_ZONES]
    if isinstance(zones, Unobserved):
        return undetermined(ID, zones)
    if not zones.value:
        return Finding(ID, "not-applicable")
    insecure = [zone.host for zone in zones.value if isinstance(zone.secure, Observed) and not zone.secure.value]
    if insecure:
        return Finding(ID, "insecure", {"hosts": insecure})
    for zone in zones.value:
        if isinstance(zone.secure, Unobserved):
            return undetermined(ID, zone.secure)
    return Finding(ID, "secure", {"hosts": [zone.host for zone in zones.value]})
