"""What does the list of senders (SPF) say about everybody who is not on it?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.spf_tree import ending_of, open_term, own_record, own_records
from weerbaar.scanner.facts.mail import SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.spf import Qualifier
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-all"
NEEDS = (SPF,)
OUTCOMES = {
    "fail": passes(),
    "softfail": passes(),
    "neutral": fails(Severity.MEDIUM),
    "pass-all": fails(Severity.HIGH),
    "missing": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_BY_QUALIFIER = {Qualifier.FAIL: "fail", Qualifier.SOFTFAIL: "softfail", Qualifier.NEUTRAL: "neutral"}


def run(sheet: FactSheet) -> Finding:
    """The last word of the record, or of the one it redirects to (RFC 7208, sections 5.1 and 6.1)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    record = own_record(lookups.value)
    if record is None:
        return Finding(ID, "not-applicable")
    text = own_records(lookups.value)[0]
    opened = open_term(lookups.value, record)
    if opened:
        return Finding(ID, "pass-all", {"record": text, "term": opened})
    ending = ending_of(lookups.value, record)
    if ending.unseen is not None:
        return undetermined(ID, ending.unseen)
    if ending.record is None:
        return Finding(ID, "not-applicable", {"name": ending.name})
    if ending.record.all is None:
        return Finding(ID, "missing", {"record": text, "name": ending.name})
    outcome = _BY_QUALIFIER[ending.record.all]
    return Finding(ID, outcome, {"record": text, "name": ending.name, "term": f"{ending.record.all.value}all"})
