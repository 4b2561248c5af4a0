"""Facts about the mail of a fictional bakery, in as few words as a case needs."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from weerbaar.scanner.facts.dns import Answer, AnswerKind, HostAddresses
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.http import Hop, Visit
from weerbaar.scanner.facts.mail import (
    BIMI,
    DKIM,
    DMARC,
    MAIL_HOSTS,
    MAIL_WILDCARDS,
    MTA_STS,
    MTA_STS_POLICY,
    MX,
    REPORT_MAILBOXES,
    SPF,
    SPF_TYPE,
    TLS_RPT,
    DkimLookups,
    DmarcLookups,
    MailHost,
    MailWildcards,
    ReportMailbox,
    SmtpSession,
    SpfLookups,
)
from weerbaar.scanner.facts.mail_clients import CLIENT_SERVICES, ClientService
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import TlsSession
from weerbaar.scanner.facts.tls_survey import MAIL_SURVEYS, TlsSurvey
from weerbaar.scanner.parsers import certificate
from weerbaar.scanner.parsers.certificate import Certificate

DOMAIN = "bakkerij.example"
HOST = "mx.bakkerij.example"
OTHER = "mx2.bakkerij.example"
NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
TIMEOUT = Unobserved(Reason.DNS_TIMEOUT, "DNS TXT somewhere.example")

Case = tuple[str, FactSheet, str]
Part = tuple[Fact[Any], Observation[Any]]


def seen(value: Any, source: str = "") -> Observed[Any]:
    return Observed(value, NOW, source)


def sheet(*parts: Part) -> FactSheet:
    made = FactSheet(DOMAIN)
    for fact, observation in parts:
        made.record(fact, observation)
    return made


def answer(
    name: str, *records: str, rdtype: str = "TXT", kind: AnswerKind = AnswerKind.NO_NAME, secure: bool | None = None
) -> Answer:
    """An answer with these records; without any, of this kind."""
    return Answer(name, rdtype, AnswerKind.RECORDS if records else kind, records, name, secure)


# ── who receives and who sends ──


def mx(*hosts: str) -> Part:
    records = [f"{10 * number} {host}" for number, host in enumerate(hosts, 1)]
    return MX, seen(answer(DOMAIN, *records, rdtype="MX", kind=AnswerKind.NO_DATA))


WITH_MAIL = mx(HOST)
WITHOUT_MX = mx()
NULL_MX: Part = (MX, seen(answer(DOMAIN, "0 .", rdtype="MX")))
MX_UNSEEN: Part = (MX, Unobserved(Reason.DNS_FAILURE, f"DNS MX {DOMAIN}"))


def spf(*records: str, steps: Mapping[str, Sequence[str] | Unobserved] | None = None, cut: bool = False) -> Part:
    """The domain's TXT records and, by `TYPE name`, the records found below; an empty list is a name that is void."""
    made: dict[str, Observation[Answer]] = {}
    for key, found in (steps or {}).items():
        rdtype, _, name = key.partition(" ")
        made[key] = found if isinstance(found, Unobserved) else seen(answer(name, *found, rdtype=rdtype))
    return SPF, seen(SpfLookups(answer(DOMAIN, *records, kind=AnswerKind.NO_DATA), made, cut))


def dmarc(
    *records: str,
    above: Mapping[str, Sequence[str]] | None = None,
    reports: Mapping[str, Sequence[str] | Unobserved] | None = None,
    domain: str = DOMAIN,
) -> Part:
    """The records of the domain, of the domains above it, and what other domains say about reports."""
    steps = [answer(f"_dmarc.{domain}", *records)]
    steps += [answer(f"_dmarc.{name}", *found) for name, found in (above or {}).items()]
    agreed: dict[str, Observation[Answer]] = {}
    for other, found in (reports or {}).items():
        name = f"{domain}._report._dmarc.{other}"
        agreed[other] = found if isinstance(found, Unobserved) else seen(answer(name, *found))
    return DMARC, seen(DmarcLookups(tuple(steps), agreed))


def dkim(selectors: Mapping[str, Sequence[str]] | None = None, parent: AnswerKind = AnswerKind.NO_DATA) -> Part:
    found = {
        selector: answer(f"{selector}._domainkey.{DOMAIN}", *texts) for selector, texts in (selectors or {}).items()
    }
    name = f"_domainkey.{DOMAIN}"
    return DKIM, seen(DkimLookups(Answer(name, "TXT", parent, (), name), found, ("default", "selector1")))


def mta_sts(*records: str) -> Part:
    return MTA_STS, seen(answer(f"_mta-sts.{DOMAIN}", *records))


def tls_rpt(*records: str) -> Part:
    return TLS_RPT, seen(answer(f"_smtp._tls.{DOMAIN}", *records))


POLICY_URL = f"https://mta-sts.{DOMAIN}/.well-known/mta-sts.txt"


def policy(body: str, status: int = 200, verified: bool = True, truncated: bool = False) -> Part:
    headers = (("location", "https://elsewhere.example/"),) if status == 301 else ()
    hop = Hop(POLICY_URL, "192.0.2.80", status, headers, body, truncated, verified)
    return MTA_STS_POLICY, seen(Visit(POLICY_URL, (hop,)))


def no_policy(reason: Reason) -> Part:
    return MTA_STS_POLICY, seen(Visit(POLICY_URL, (), Unobserved(reason, f"GET {POLICY_URL}"), POLICY_URL))


# ── mail hosts ──


def handshake(*chain: bytes, version: str = "TLSv1.3", trusted: bool = True, detail: str = "") -> TlsSession:
    return TlsSession(version, "TLS_AES_128_GCM_SHA256", chain, trusted, detail, NOW)


def greeting(
    tls: TlsSession | Unobserved,
    reply: str | Unobserved = "220 go ahead",
    extensions: tuple[str, ...] | Unobserved = ("STARTTLS",),
    banner: str | Unobserved = "220 mx ESMTP",
) -> SmtpSession:
    def observed(value: Any) -> Any:
        return value if isinstance(value, Unobserved) else seen(value, "SMTP")

    return SmtpSession("192.0.2.25", observed(banner), observed(extensions), observed(reply), observed(tls))


def encrypts(*chain: bytes, **changes: Any) -> SmtpSession:
    return greeting(handshake(*chain, **changes))


def plain() -> SmtpSession:
    absent = Unobserved(Reason.NOT_OFFERED, "SMTP")
    return greeting(absent, absent, ("SIZE",))


def garbles() -> SmtpSession:
    return greeting(Unobserved(Reason.TLS_FAILED, "SMTP"))


def silent(reason: Reason = Reason.BUSY) -> SmtpSession:
    cause = Unobserved(reason, "SMTP")
    return greeting(cause, cause, cause, cause)


def tlsa(*records: str, secure: bool | None = True) -> Observed[Answer]:
    return seen(answer(f"_25._tcp.{HOST}", *records, rdtype="TLSA", secure=secure), f"DNS TLSA _25._tcp.{HOST}")


def key_record(usage: int, encoded: bytes) -> str:
    """A TLSA record that names the SHA-256 of this certificate's key."""
    found = certificate.read(encoded)
    assert isinstance(found, Certificate)
    return f"{usage} 1 1 {hashlib.sha256(found.spki).hexdigest()}"


def host(
    *sessions: SmtpSession, name: str = HOST, dane: Observation[Answer] | None = None, addresses: Any = ("192.0.2.25",)
) -> MailHost:
    ipv4 = addresses if isinstance(addresses, Unobserved) else seen(addresses)
    unpublished = Unobserved(Reason.NO_ADDRESS, f"DNS AAAA {name}")
    return MailHost(10, HostAddresses(name, ipv4, seen(())), dane or tlsa(), sessions, unpublished)


def hosts(*made: MailHost) -> Part:
    return MAIL_HOSTS, seen(made)


HOSTS_UNSEEN: Part = (MAIL_HOSTS, Unobserved(Reason.DNS_TIMEOUT, f"DNS MX {DOMAIN}"))

SURVEYS_UNSEEN: Part = (MAIL_SURVEYS, Unobserved(Reason.TIME_LIMIT, f"DNS MX {DOMAIN}"))


def mail_survey(name: str = HOST, **changes: Any) -> TlsSurvey:
    """A survey of a mail host with nothing wrong, but for these changes; what mail surveys do not ask is not there."""
    not_asked = Unobserved(Reason.NOT_LOOKED, f"SMTP survey {name}")
    parts: dict[str, Any] = {
        "suites": ("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",),
        "suites13": ("TLS_AES_256_GCM_SHA384",),
        "preferred": not_asked,
        "keeps_own_order": not_asked,
        "groups12": ("secp256r1",),
        "groups13": ("x25519",),
        "dh": None,
        "old_hashes": not_asked,
        "compression": not_asked,
        "secure_renegotiation": True,
        "extended_master_secret": True,
        "alpn": not_asked,
        **changes,
    }
    observed = {key: value if isinstance(value, Unobserved) else seen(value) for key, value in parts.items()}
    return TlsSurvey(name, "192.0.2.25", 25, **observed)


def broken_off(name: str = HOST, reason: Reason = Reason.BUSY) -> TlsSurvey:
    """A survey of a host that turned us away before it was done."""
    cause = Unobserved(reason, f"SMTP survey {name}")
    return mail_survey(name, suites=cause, suites13=cause, groups12=cause, groups13=cause, dh=cause)


def surveys(*made: TlsSurvey) -> Part:
    return MAIL_SURVEYS, seen(made)


# ── smaller facts ──


def spf_type(*records: str) -> Part:
    return SPF_TYPE, seen(answer(DOMAIN, *records, rdtype="SPF", kind=AnswerKind.NO_DATA))


def bimi(*records: str) -> Part:
    return BIMI, seen(answer(f"default._bimi.{DOMAIN}", *records))


def mailbox(domain: str, *mx: str, has_address: bool | Unobserved = True) -> ReportMailbox:
    """Where reports go, with the records of its MX."""
    reached = has_address if isinstance(has_address, Unobserved) else seen(has_address)
    return ReportMailbox(domain, seen(answer(domain, *mx, rdtype="MX", kind=AnswerKind.NO_DATA)), reached)


def mailboxes(*made: ReportMailbox) -> Part:
    return REPORT_MAILBOXES, seen(made)


def wildcards(mx: Sequence[str] | Unobserved = (), key: Sequence[str] | Unobserved = ()) -> Part:
    """What names that nobody made answer."""
    name = f"nobody.{DOMAIN}"
    below = mx if isinstance(mx, Unobserved) else seen(answer(name, *mx, rdtype="MX"))
    selector = key if isinstance(key, Unobserved) else seen(answer(f"nobody._domainkey.{DOMAIN}", *key))
    return MAIL_WILDCARDS, seen(MailWildcards(below, selector))


def service(
    tls: TlsSession | Unobserved | None = None,
    *,
    offered: bool | Unobserved = True,
    takes_old: bool | Unobserved = False,
    **changes: Any,
) -> ClientService:
    """A way in for mail programs; without a handshake it was not reached."""

    def observed(value: Any) -> Any:
        return value if isinstance(value, Unobserved) else seen(value)

    absent = Unobserved(Reason.NOT_OFFERED, "IMAP")
    named = {
        "protocol": "imap",
        "host": f"imap.{DOMAIN}",
        "port": 993,
        "security": "tls",
        "announced_by": "srv",
        **changes,
    }
    return ClientService(**named, offered=observed(offered), tls=observed(tls or absent), takes_old=observed(takes_old))


def services(*made: ClientService) -> Part:
    return CLIENT_SERVICES, seen(made)
