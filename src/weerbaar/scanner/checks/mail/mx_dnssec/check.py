"""Are the names of the mail servers signed, so that nobody can quietly lead mail elsewhere?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.dns import DS
from weerbaar.scanner.facts.mail import MAIL_HOST_ZONES
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mx-dnssec"
NEEDS = (MAIL_HOST_ZONES, DS)
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
    judged = [zone for zone in zones.value if not _is_told(zone.host, sheet)]
    if not judged:
        return Finding(ID, "not-applicable")
    insecure = [zone.host for zone in judged if isinstance(zone.secure, Observed) and not zone.secure.value]
    if insecure:
        return Finding(ID, "insecure", {"hosts": insecure})
    for zone in judged:
        if isinstance(zone.secure, Unobserved):
            return undetermined(ID, zone.secure)
    return Finding(ID, "secure", {"hosts": [zone.host for zone in judged]})


def _is_told(host: str, sheet: FactSheet) -> bool:
    """Whether the host stands in the domain's own zone and dns.dnssec already says that this is not signed."""
    ds = sheet[DS]
    is_own = host == sheet.target or host.endswith(f".{sheet.target}")
    return is_own and isinstance(ds, Observed) and not ds.value.records
