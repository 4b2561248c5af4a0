"""Can the mail servers change their certificate without a moment in which mail is refused (DANE)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dane import Dane, Publication, dane_of
from weerbaar.scanner.checks.mail.greeting import greeting_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS, MailHost
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.tlsa import DANE_TA
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dane-rollover"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "prepared": passes(),
    "single": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """Hosts with secure records: a second record, or one that names the issuer, bridges the change."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    published = [(host, dane_of(host)) for host in hosts.value]
    secure = [
        dane for host, dane in published if dane.publication is Publication.SECURE and not _is_wrong(host, dane, sheet)
    ]
    single: list[Json] = [dane.host for dane in secure if not _is_prepared(dane)]
    if single:
        return Finding(ID, "single", {"hosts": single})
    for _, dane in published:
        if dane.cause is not None:
            return undetermined(ID, dane.cause)
    if not secure:
        return Finding(ID, "not-applicable")
    return Finding(ID, "prepared", {"hosts": [dane.host for dane in secure]})


def _is_wrong(host: MailHost, dane: Dane, sheet: FactSheet) -> bool:
    """Whether the records already do not fit what is shown: that is mail.dane-match, and comes first."""
    tls = greeting_of(host).tls
    return tls is not None and not dane.answered_by(tls, sheet.target)


def _is_prepared(dane: Dane) -> bool:
    """Two different records, or the issuer's: then the next certificate fits before it is in place."""
    return len(set(dane.records)) > 1 or any(record.usage == DANE_TA for record in dane.records)
