"""Does every mail server publish, signed, which certificate belongs to it (DANE)?"""

from weerbaar.scanner.checks.check import Finding, fails, not_applicable, not_determined, passes, undetermined
from weerbaar.scanner.checks.mail.dane import Publication, dane_of
from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MAIL_HOSTS
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.severity import Severity

ID = "mail.dane-record"
NEEDS = (MAIL_HOSTS,)
OUTCOMES = {
    "present": passes(),
    "missing": fails(Severity.LOW),
    "insecure": fails(Severity.LOW),
    "not-applicable": not_applicable(),
    "not-determined": not_determined(),
}


def run(sheet: FactSheet) -> Finding:
    """TLSA records that mean something on port 25, in a signed zone (RFC 7672, sections 2.2 and 3.1)."""
    hosts = sheet[MAIL_HOSTS]
    if isinstance(hosts, Unobserved):
        return undetermined(ID, hosts)
    if not hosts.value:
        return Finding(ID, "not-applicable")
    published = [dane_of(host) for host in hosts.value]
    for publication in (Publication.MISSING, Publication.INSECURE):
        found: list[Json] = [dane.host for dane in published if dane.publication is publication]
        if found:
            return Finding(ID, publication.value, {"hosts": found})
    for dane in published:
        if dane.cause is not None:
            return undetermined(ID, dane.cause)
    return Finding(ID, "present", {"hosts": [dane.host for dane in published]})
