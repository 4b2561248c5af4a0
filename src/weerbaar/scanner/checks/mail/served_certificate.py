"""What a sender thinks of the certificate that a mail host shows after STARTTLS."""

from collections.abc import Sequence
from enum import StrEnum

from weerbaar.scanner.checks.mail.dane import Publication, dane_of
from weerbaar.scanner.facts.mail import MailHost
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.parsers import certificate
from weerbaar.scanner.parsers.malformed import Malformed


class Judgement(StrEnum):
    """LEFT_TO_DANE: a secure record names this very certificate or key (RFC 7672, section 3.1.1)."""

    TRUSTED = "trusted"
    EXPIRED = "expired"
    UNTRUSTED = "untrusted"
    WRONG_NAME = "wrong-name"
    LEFT_TO_DANE = "left-to-dane"


def judge_certificate(host: MailHost, session: TlsSession, domain: str) -> tuple[Judgement | Unobserved, str]:
    """The judgement and what it rests on: a date, the names, or the verifier's own words.

    Unobserved when the certificate is faulty and nobody knows whether DANE makes up for it.
    """
    dane = dane_of(host)
    if dane.decides_alone(session):
        return Judgement.LEFT_TO_DANE, ""
    judgement, detail = _by_authorities(host, session)
    if judgement is not Judgement.TRUSTED and dane.cause is not None:
        return dane.cause, detail
    vouched = dane.publication is Publication.SECURE and dane.answered_by(session, domain)
    if judgement is Judgement.UNTRUSTED and vouched:  # the record names another authority than the well-known ones
        return Judgement.TRUSTED, detail
    return judgement, detail


def _by_authorities(host: MailHost, session: TlsSession) -> tuple[Judgement, str]:
    """By the name in the MX record (RFC 9525, section 6)."""
    return judge_by_authorities(session, (host.host,))


def judge_by_authorities(session: TlsSession, names: Sequence[str]) -> tuple[Judgement, str]:
    """The judgement at the moment of the handshake, when the server may be known by any of these names; none: by any."""
    leaf = certificate.read(session.chain[0]) if session.chain else Malformed("", 0, "no certificate")
    if isinstance(leaf, Malformed):
        return Judgement.UNTRUSTED, leaf.fault
    if session.at > leaf.not_after:
        return Judgement.EXPIRED, f"{leaf.not_after:%Y-%m-%d}"
    if session.at < leaf.not_before:
        return Judgement.EXPIRED, f"{leaf.not_before:%Y-%m-%d}"
    if not session.trusted:
        return Judgement.UNTRUSTED, session.trust_detail
    if names and not any(certificate.name_matches(leaf, name) for name in names):
        return Judgement.WRONG_NAME, " ".join(leaf.dns_names)
    return Judgement.TRUSTED, ""
