"""Do the mail servers use a version of TLS that is still safe?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.greeting import Encryption, greeting_of, not_measured
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.tls-versions"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "modern": passes(),
    "outdated": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
MODERN = ("TLSv1.2", "TLSv1.3")


def run(sheet: FactSheet) -> Finding:
    """The version that each host agreed to, which is the best it can do (RFC 8996)."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    # A host without STARTTLS has no version; mail.starttls says so.
    greetings = [g for g in map(greeting_of, hosts.value) if g.encryption is not Encryption.MISSING]
    agreed: dict[str, Json] = {g.host: g.tls.version for g in greetings if g.tls is not None}
    outdated: list[Json] = [host for host, version in agreed.items() if version not in MODERN]
    if outdated:
        return Finding(ID, "outdated", {"hosts": outdated, "versions": agreed, **not_measured(greetings)})
    if agreed:
        return Finding(ID, "modern", {"hosts": [*agreed], "versions": agreed, **not_measured(greetings)})
    for greeting in greetings:
        if greeting.cause is not None:
            return undetermined(ID, greeting.cause)
    return Finding(ID, "not-applicable")
