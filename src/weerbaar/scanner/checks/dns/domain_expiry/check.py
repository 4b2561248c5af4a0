"""Does the registration of the domain last a while?"""

from datetime import timedelta

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.registration import REGISTRATION
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.domain-expiry"
NEEDS = (REGISTRATION,)
OUTCOMES = {
    "valid": passes(),
    "soon": fails(Severity.LOW),
    "expired": fails(Severity.HIGH),
    "not-determined": not_determined(),
}
_SOON = timedelta(days=30)


def run(sheet: FactSheet) -> Finding:
    """A date that has passed since the registry told it may have been moved: that is soon, not expired."""
    seen = sheet[REGISTRATION]
    if isinstance(seen, Unobserved):
        return undetermined(ID, seen)
    registration = seen.value
    evidence = {
        "name": registration.name,
        "expires_on": f"{registration.expires_at:%Y-%m-%d}",
        "registrar": registration.registrar,
        "told_on": f"{registration.told_at:%Y-%m-%d}",
    }
    if registration.expires_at <= registration.told_at:
        return Finding(ID, "expired", evidence)
    return Finding(ID, "soon" if registration.expires_at - seen.at < _SOON else "valid", evidence)
