"""What is known about the domain's mail."""

from dataclasses import dataclass

from weerbaar.scanner.facts.dns import Answer, HostAddresses
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.http import Visit
from weerbaar.scanner.facts.observation import Observation
from weerbaar.scanner.facts.tls import TlsSession


@dataclass(frozen=True, slots=True)
class SpfLookups:
    """The answers that an SPF evaluation needs (RFC 7208). Judged by checks, not here.

    `record` is the TXT answer of the domain. `steps` holds every further look-up that terms of the record tree ask for,
    keyed `TYPE name` (`TXT _spf.example.nl`, `A mail.example.nl`, `MX example.nl`); terms with macros are not followed.
    `cut` is True when we stopped following because of our own bound (more than 40 look-ups).
    """

    record: Answer
    steps: dict[str, Observation[Answer]]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class DmarcLookups:
    """The tree walk of RFC 9989: TXT at `_dmarc.<domain>` first, then at its parents, as far as the walk goes.

    `report_hosts` are the TXT answers that authorise reports to other domains (`example.nl._report._dmarc.other.nl`),
    keyed by the other domain.
    """

    steps: tuple[Answer, ...]
    report_hosts: dict[str, Observation[Answer]]


@dataclass(frozen=True, slots=True)
class DkimLookups:
    """`parent` is the TXT answer at `_domainkey.<domain>`: NO_DATA there hints at keys below it, NO_NAME says there are none.

    `selectors` are the TXT answers with records among the well-known selectors asked, keyed by selector.
    """

    parent: Answer
    selectors: dict[str, Answer]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmtpSession:
    """One greeting at one address of a mail host, on port 25: greet, EHLO, STARTTLS, quit. Nothing is sent.

    `greeting` and `starttls_reply` are the server's replies, code first; `extensions` are the EHLO keywords, upper case.
    `starttls_reply` and `tls` are Unobserved(NOT_OFFERED) when the server does not announce STARTTLS.
    Replies 4xx are kept as Unobserved(BUSY), 5xx greetings as Unobserved(TURNED_AWAY).
    """

    address: str
    greeting: Observation[str]
    extensions: Observation[tuple[str, ...]]
    starttls_reply: Observation[str]
    tls: Observation[TlsSession]


@dataclass(frozen=True, slots=True)
class MailHost:
    """One host of the MX records. `tlsa` is the answer at `_25._tcp.<host>`; it binds only when `secure` (RFC 7672).

    `sessions` holds one session over IPv4 or, when the host has none, IPv6; `ipv6_accepted` tells whether port 25
    answers over IPv6: Unobserved(NO_ADDRESS) when no IPv6 address is published.
    """

    preference: int
    addresses: HostAddresses
    tlsa: Observation[Answer]
    sessions: tuple[SmtpSession, ...]
    ipv6_accepted: Observation[bool]

    @property
    def host(self) -> str:
        """The host's name."""
        return self.addresses.host


@dataclass(frozen=True, slots=True)
class MailHostZone:
    """Whether the addresses of one mail host are signed: Unobserved(NOT_VALIDATING) when the resolver was not proven."""

    host: str
    secure: Observation[bool]


@dataclass(frozen=True, slots=True)
class ReportMailbox:
    """The domain of an address for DMARC reports. `has_address` tells whether one of its first mail hosts can be reached
    by a name with an address; without MX records that is the domain itself (RFC 5321, section 5.1)."""

    domain: str
    mx: Observation[Answer]
    has_address: Observation[bool]


@dataclass(frozen=True, slots=True)
class MailWildcards:
    """What names below the domain answer that nobody made: MX of a name, TXT of a DKIM selector.

    Asked only of a domain without mail hosts; of others both are Unobserved(NOT_LOOKED).
    """

    mx: Observation[Answer]
    key: Observation[Answer]


MX: Fact[Answer] = Fact("mail.mx", Answer)
# At most five, lowest preference first; empty for a null MX or no MX.
MAIL_HOSTS: Fact[tuple[MailHost, ...]] = Fact("mail.hosts", tuple[MailHost, ...])
SPF: Fact[SpfLookups] = Fact("mail.spf", SpfLookups)
DMARC: Fact[DmarcLookups] = Fact("mail.dmarc", DmarcLookups)
DKIM: Fact[DkimLookups] = Fact("mail.dkim", DkimLookups)
MTA_STS: Fact[Answer] = Fact("mail.mta-sts", Answer)
# The policy file; observed only where the record exists.
MTA_STS_POLICY: Fact[Visit] = Fact("mail.mta-sts-policy", Visit)
TLS_RPT: Fact[Answer] = Fact("mail.tls-rpt", Answer)
# The record type that SPF had while it was an experiment (RFC 7208, section 3.1).
SPF_TYPE: Fact[Answer] = Fact("mail.spf-type", Answer)
# One for each domain that the DMARC records in sight name for reports, at most ten.
REPORT_MAILBOXES: Fact[tuple[ReportMailbox, ...]] = Fact("mail.report-mailboxes", tuple[ReportMailbox, ...])
BIMI: Fact[Answer] = Fact("mail.bimi", Answer)
MAIL_WILDCARDS: Fact[MailWildcards] = Fact("mail.wildcards", MailWildcards)
# One for each mail host of the MX records, at most five; empty for a null MX or no MX.
MAIL_HOST_ZONES: Fact[tuple[MailHostZone, ...]] = Fact("mail.host-zones", tuple[MailHostZone, ...])
