"""Can receivers read the list of senders (SPF)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import own_records
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.spf import parse
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-syntax"
NEEDS = (SPF,)
OUTCOMES = {
    "valid": passes(),
    "malformed": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """One term outside the grammar makes the whole record worthless (RFC 7208, section 4.6)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    texts = own_records(lookups.value)
    if len(texts) != 1:
        return Finding(ID, "not-applicable", {"count": len(texts)})
    found = parse(texts[0])
    if isinstance(found, Malformed):
        return Finding(ID, "malformed", {"record": texts[0], "part": found.text, "fault": found.fault})
    return Finding(ID, "valid", {"record": texts[0]})
