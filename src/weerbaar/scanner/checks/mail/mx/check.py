"""Does the domain say which servers receive its mail, or that it receives none?"""

from weerbaar.scanner.checks.check import Finding, fails, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import hosts_of, is_null_mx
from weerbaar.scanner.facts.mail import MX
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mx"
NEEDS = (MX,)
OUTCOMES = {
    "present": passes(),
    "null-mx": passes(),
    "missing": fails(Severity.LOW),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The MX records, as they are published."""
    mx = sheet[MX]
    if isinstance(mx, Unobserved):
        return undetermined(ID, mx)
    if is_null_mx(mx.value):
        return Finding(ID, "null-mx", {"name": mx.value.name})
    hosts = hosts_of(mx.value)
    if hosts:
        return Finding(ID, "present", {"name": mx.value.name, "hosts": [*hosts]})
    return Finding(ID, "missing", {"name": mx.value.name})
