"""Can receivers read the rule against false mail (DMARC)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.facts.mail import DMARC
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dmarc-syntax"
NEEDS = (DMARC,)
OUTCOMES = {
    "valid": passes(),
    "multiple": fails(Severity.HIGH),
    "malformed": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """One record, with a policy that exists (RFC 9989, sections 4.7, 4.8 and 4.10)."""
    lookups = sheet[DMARC]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    discovery = discover(lookups.value)
    found = discovery.parsed
    if not discovery.texts:
        return Finding(ID, "not-applicable", {"name": discovery.name})
    if found is None:
        count = len(discovery.texts)
        return Finding(ID, "multiple", {"name": discovery.name, "count": count, "records": [*discovery.texts]})
    evidence = {"name": discovery.name, "record": discovery.texts[0]}
    if isinstance(found, Malformed):
        return Finding(ID, "malformed", {**evidence, "part": found.text, "fault": found.fault})
    return Finding(ID, "valid", {**evidence, "ignored": [fault.text for fault in found.ignored]})
