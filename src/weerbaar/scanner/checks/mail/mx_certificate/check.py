"""Do the mail servers show a certificate that other servers can trust?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.greeting import Encryption, Greeting, greeting_of, not_measured
from weerbaar.scanner.checks.mail.served_certificate import Judgement, judge_certificate
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.mx-certificate"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "trusted": passes(),
    "expired": fails(Severity.MEDIUM),
    "wrong-name": fails(Severity.MEDIUM),
    "untrusted": fails(Severity.MEDIUM),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}
_FAULTS = (Judgement.EXPIRED, Judgement.UNTRUSTED, Judgement.WRONG_NAME)


def run(sheet: FactSheet) -> Finding:
    """One fault a host, the first that a sender meets. Where DANE names the certificate itself, nothing else matters."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    unmeasured: list[Greeting] = []
    judged: dict[Judgement, dict[str, Json]] = {}
    for host in hosts.value:
        greeting = greeting_of(host)
        if greeting.tls is None:
            if greeting.encryption is not Encryption.MISSING:
                unmeasured.append(greeting)
            continue
        judgement, detail = judge_certificate(host, greeting.tls, sheet.target)
        if isinstance(judgement, Unobserved):
            unmeasured.append(Greeting(host.host, Encryption.UNMEASURED, cause=judgement))
        else:
            judged.setdefault(judgement, {})[host.host] = detail
    for word in (*_FAULTS, Judgement.TRUSTED):
        if word in judged:
            evidence: dict[str, Json] = {"hosts": [*judged[word]], "details": judged[word]}
            return Finding(ID, word.value, {**evidence, **not_measured(unmeasured)})
    for greeting in unmeasured:
        if greeting.cause is not None:
            return undetermined(ID, greeting.cause)
    return Finding(ID, "not-applicable", {"dane": [*judged.get(Judgement.LEFT_TO_DANE, {})]})
