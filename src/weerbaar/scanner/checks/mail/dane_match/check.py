"""Does the certificate of each mail server match its published record (DANE)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dane import Publication, dane_of
from weerbaar.scanner.checks.mail.greeting import Encryption, Greeting, greeting_of, not_measured
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dane-match"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "match": passes(),
    "mismatch": fails(Severity.HIGH),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Only hosts with secure records count: senders refuse to deliver to one that does not match (RFC 7672)."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    matching: list[Json] = []
    failing: list[Json] = []
    unmeasured: list[Greeting] = []
    for host in hosts.value:
        dane, greeting = dane_of(host), greeting_of(host)
        if dane.publication is Publication.UNMEASURED:
            unmeasured.append(Greeting(host.host, Encryption.UNMEASURED, cause=dane.cause))
        elif dane.publication is Publication.SECURE and greeting.tls is not None:
            answers = dane.answered_by(greeting.tls, sheet.target)
            (matching if answers else failing).append(host.host)
        elif dane.publication is Publication.SECURE and greeting.encryption is not Encryption.MISSING:
            unmeasured.append(greeting)
    if failing:
        return Finding(ID, "mismatch", {"hosts": failing, **not_measured(unmeasured)})
    if matching:
        return Finding(ID, "match", {"hosts": matching, **not_measured(unmeasured)})
    for greeting in unmeasured:
        if greeting.cause is not None:
            return undetermined(ID, greeting.cause)
    return Finding(ID, "not-applicable")
