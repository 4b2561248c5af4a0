"""Does the domain publish exactly one list of who may send mail in its name (SPF)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import hosts_of
from weerbaar.scanner.checks.mail.spf_tree import own_records
from weerbaar.scanner.facts.mail import MX, SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.mail_vendors import vendor_of_all
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.spf-record"
NEEDS = (SPF, MX)
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.HIGH),
    "multiple": fails(Severity.HIGH),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """More than one record makes every evaluation fail (RFC 7208, section 4.5)."""
    lookups = sheet[SPF]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    texts = own_records(lookups.value)
    name = lookups.value.record.name
    if len(texts) == 1:
        return Finding(ID, "present", {"name": name, "record": texts[0]})
    if texts:
        return Finding(ID, "multiple", {"name": name, "count": len(texts), "records": [*texts]})
    return Finding(ID, "missing", {"name": name, "example": _example(sheet)})


def _example(sheet: FactSheet) -> str:
    """A record to start from. A domain with mail starts mildly: a sender that was forgotten must not lose its mail."""
    mx = sheet[MX]
    hosts = None if isinstance(mx, Unobserved) else hosts_of(mx.value)
    if hosts is not None and not hosts:
        return "v=spf1 -all"
    vendor = vendor_of_all(hosts or ())
    return f"v=spf1 {vendor.spf if vendor else 'mx'} ~all"
