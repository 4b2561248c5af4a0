"""Does the domain tell receivers to refuse mail that only pretends to come from it (DMARC)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import DMARC
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.dmarc import DmarcPolicy
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dmarc-policy"
NEEDS = (DMARC,)
OUTCOMES = {
    "reject": passes(),
    "quarantine": passes(),
    "testing": fails(Severity.LOW),
    "monitoring-only": fails(Severity.MEDIUM),
    "subdomains-open": fails(Severity.LOW),
    "missing": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The policy that holds for the domain and for names below it (RFC 9989, sections 4.7 and 4.10)."""
    lookups = sheet[DMARC]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    discovery = discover(lookups.value)
    if not discovery.texts:
        example = f"v=DMARC1; p=none; rua=mailto:dmarc@{discovery.policy_domain}"
        return Finding(ID, "missing", {"name": discovery.name, "example": example})
    if discovery.record is None:
        return Finding(ID, "not-applicable", {"name": discovery.name})
    own, existing, new = discovery.policies_of(discovery.record)
    evidence: dict[str, Json] = {
        "name": discovery.name,
        "record": discovery.texts[0],
        "policy": own.value,
        "subdomains": existing.value,
        "new_names": new.value,
    }
    if own is DmarcPolicy.NONE:
        return Finding(ID, "monitoring-only", evidence)
    if discovery.record.testing:
        return Finding(ID, "testing", evidence)
    if DmarcPolicy.NONE in (existing, new):
        return Finding(ID, "subdomains-open", evidence)
    return Finding(ID, own.value, evidence)
