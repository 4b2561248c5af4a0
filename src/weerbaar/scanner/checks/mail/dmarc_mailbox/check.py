"""Can the mailboxes for reports about the domain's name (DMARC) receive mail?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dmarc_discovery import discover
from weerbaar.scanner.checks.mail.mail_use import is_null_mx
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import DMARC, REPORT_MAILBOXES, ReportMailbox
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dmarc-mailbox"
NEEDS = (DMARC, REPORT_MAILBOXES)
OUTCOMES = {
    "receives": passes(),
    "no-mail": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Every domain that the record in force names must take mail (RFC 5321, section 5.1; RFC 7505)."""
    lookups, mailboxes = sheet[DMARC], sheet[REPORT_MAILBOXES]
    if isinstance(lookups, Unobserved):
        return undetermined(ID, lookups)
    if isinstance(mailboxes, Unobserved):
        return undetermined(ID, mailboxes)
    discovery = discover(lookups.value)
    addresses = [uri for uri in discovery.record.rua if uri.scheme == "mailto"] if discovery.record else []
    if not addresses:
        return Finding(ID, "not-applicable", {"name": discovery.name})
    known = {mailbox.domain: mailbox for mailbox in mailboxes.value}
    takes = {
        domain: _takes_mail(known.get(domain), domain) for domain in dict.fromkeys(uri.domain for uri in addresses)
    }
    dead: list[Json] = [domain for domain, answer in takes.items() if answer is False]
    evidence: dict[str, Json] = {"name": discovery.name, "record": discovery.texts[0]}
    if dead:
        lost: list[Json] = [uri.text.partition(":")[2] for uri in addresses if uri.domain in dead]
        return Finding(ID, "no-mail", {**evidence, "domains": dead, "addresses": lost})
    for answer in takes.values():
        if isinstance(answer, Unobserved):
            return undetermined(ID, answer)
    return Finding(ID, "receives", {**evidence, "domains": [*takes]})


def _takes_mail(mailbox: ReportMailbox | None, domain: str) -> bool | Unobserved:
    if mailbox is None:
        return Unobserved(Reason.NOT_LOOKED, f"DNS MX {domain}")
    if not isinstance(mailbox.mx, Unobserved) and is_null_mx(mailbox.mx.value):
        return False
    return mailbox.has_address if isinstance(mailbox.has_address, Unobserved) else mailbox.has_address.value
