"""Do the mail servers take mail over an encrypted connection (STARTTLS)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.greeting import Encryption, greeting_of, not_measured
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.starttls"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "offered": passes(),
    "missing": fails(Severity.HIGH),
    "broken": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """The worst host that answered decides; hosts that were busy or silent do not count (RFC 3207)."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    if not hosts.value:
        return Finding(ID, "not-applicable")
    greetings = [greeting_of(host) for host in hosts.value]
    for encryption in (Encryption.MISSING, Encryption.BROKEN, Encryption.OFFERED):
        found = [greeting for greeting in greetings if greeting.encryption is encryption]
        if found:
            names: list[Json] = [greeting.host for greeting in found]
            unmeasured = [greeting for greeting in greetings if greeting.encryption is Encryption.UNMEASURED]
            return Finding(ID, encryption.name.lower(), {"hosts": names, **not_measured(unmeasured)})
    return undetermined(ID, next(greeting.cause for greeting in greetings if greeting.cause is not None))
