"""The DANE records of one mail host, and whether its certificate answers to them (RFC 7672)."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.mail import MailHost
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.parsers.tlsa import DANE_EE, TlsaRecord, matches, parse


class Publication(StrEnum):
    """SECURE records bind senders. INSECURE ones stand in an unsigned zone, and senders leave them alone."""

    SECURE = "secure"
    INSECURE = "insecure"
    MISSING = "missing"
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Dane:
    """`records` are those that mean something on port 25; `cause` is there when UNMEASURED."""

    host: str
    publication: Publication
    records: tuple[TlsaRecord, ...] = ()
    cause: Unobserved | None = None

    def answered_by(self, session: TlsSession, domain: str) -> bool:
        """Whether the served chain matches one of the records. A record for a next key beside it does no harm."""
        return any(matches(record, session.chain, (self.host, domain)) for record in self.records)

    def decides_alone(self, session: TlsSession) -> bool:
        """Whether a secure record names exactly this certificate or key: name, dates and authority then do not matter."""
        own = [record for record in self.records if record.usage == DANE_EE]
        is_secure = self.publication is Publication.SECURE
        return is_secure and any(matches(record, session.chain, (self.host,)) for record in own)


def dane_of(host: MailHost) -> Dane:
    """What is published for this host."""
    if isinstance(host.tlsa, Unobserved):
        return Dane(host.host, Publication.UNMEASURED, cause=host.tlsa)
    answer = host.tlsa.value
    if answer.kind is not AnswerKind.RECORDS:
        return Dane(host.host, Publication.MISSING)
    parsed = [parse(text) for text in answer.records]
    records = tuple(record for record in parsed if isinstance(record, TlsaRecord) and record.usable_for_mail)
    if not records:
        return Dane(host.host, Publication.MISSING)
    if answer.secure is None:
        cause = Unobserved(Reason.NOT_VALIDATING, host.tlsa.source)
        return Dane(host.host, Publication.UNMEASURED, records, cause)
    return Dane(host.host, Publication.SECURE if answer.secure else Publication.INSECURE, records)
