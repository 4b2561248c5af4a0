"""Are the mail services at the usual names below the domain (imap, pop, smtp, mail) protected?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.client_services import judge_services
from weerbaar.scanner.facts.mail_clients import CLIENT_HOSTS, CLIENT_SERVICES
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.client-hosts"
NEEDS = (CLIENT_HOSTS, CLIENT_SERVICES)
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
    """The worst of what answered and is not announced. Certificates are not held to names that were only guessed."""
    services = sheet[CLIENT_HOSTS]
    if isinstance(services, Unobserved):
        return undetermined(ID, services)
    announced = sheet[CLIENT_SERVICES]
    told = set() if isinstance(announced, Unobserved) else {(one.host, one.port) for one in announced.value}
    return judge_services(ID, [one for one in services.value if (one.host, one.port) not in told], sheet.target)
