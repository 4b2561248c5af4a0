"""Is the domain signed, so that nobody can quietly lead its visitors astray?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.facts.dns import DNSKEY, DS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "dns.dnssec"
NEEDS = (DS, DNSKEY)
OUTCOMES = {
    "signed": passes(),
    "unsigned": fails(Severity.LOW),
    "no-ds": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The DS record at the parent decides: without it, keys in the zone protect nobody (RFC 4035, section 5)."""
    ds, dnskey = sheet[DS], sheet[DNSKEY]
    if isinstance(ds, Unobserved):
        return undetermined(ID, ds)
    if ds.value.records:
        return Finding(ID, "signed", {"zone": ds.value.name, "ds": list(ds.value.records)})
    if isinstance(dnskey, Unobserved):
        return undetermined(ID, dnskey)
    return Finding(ID, "no-ds" if dnskey.value.records else "unsigned", {"zone": ds.value.name})
