"""Do the signatures under the domain hold?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.facts.dns import VALIDATION, Validation
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.dnssec-validity"
NEEDS = (VALIDATION,)
OUTCOMES = {
    "valid": passes(),
    "bogus": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_OUTCOME_OF = {Validation.SECURE: "valid", Validation.BOGUS: "bogus", Validation.INSECURE: "not-applicable"}


def run(sheet: FactSheet) -> Finding:
    """As a resolver says that was proven to validate; any other resolver's word is no observation."""
    validation = sheet[VALIDATION]
    if isinstance(validation, Unobserved):
        return undetermined(ID, validation)
    return Finding(ID, _OUTCOME_OF[validation.value], {"asked": validation.source})
