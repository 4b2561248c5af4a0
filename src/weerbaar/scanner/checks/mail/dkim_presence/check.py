"""Is there a sign that mail from the domain is signed (DKIM)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.mail_use import is_without_mail, sends_no_mail
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import DKIM, MX, SPF
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.dkim import resembles_dkim
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dkim-presence"
NEEDS = (DKIM, MX, SPF)
OUTCOMES = {
    "found": passes(),
    "hinted": passes(),
    "missing": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """A key at a well-known selector, or a sign of keys below `_domainkey` (RFC 6376, section 3.6.2; RFC 8020)."""
    if sends_no_mail(sheet):
        return Finding(ID, "not-applicable")
    lookups = sheet[DKIM]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    selectors = lookups.value.selectors
    found = [name for name, answer in selectors.items() if any(map(resembles_dkim, answer.records))]
    name = lookups.value.parent.name
    if found:
        return Finding(ID, "found", {"name": name, "selectors": [*found]})
    if lookups.value.parent.kind is not AnswerKind.NO_NAME:
        return Finding(ID, "hinted", {"name": name})
    for fact in (sheet[MX], sheet[SPF]):
        if isinstance(fact, Unobserved):  # perhaps it says that it sends no mail
            return undetermined(ID, fact)
    if is_without_mail(sheet):
        return Finding(ID, "not-applicable")
    return Finding(ID, "missing", {"name": name, "asked": [*lookups.value.asked]})
