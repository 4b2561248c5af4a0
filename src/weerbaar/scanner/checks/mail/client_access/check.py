"""Are the ways in for mail programs (IMAP, POP3, sending) that the domain announces protected?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.client_services import judge_services
from weerbaar.scanner.facts.mail_clients import CLIENT_SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.client-access"
NEEDS = (CLIENT_SERVICES,)
OUTCOMES = {
    "protected": passes(),
    "plain": fails(Severity.HIGH),
    "broken": fails(Severity.MEDIUM),
    "bad-certificate": fails(Severity.MEDIUM),
    "old-versions": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst of what is announced; a domain that announces nothing is no worse for it."""
    services = sheet[CLIENT_SERVICES]
    if isinstance(services, Unobserved):
        return undetermined(ID, services)
    return judge_services(ID, services.value, sheet.target)
