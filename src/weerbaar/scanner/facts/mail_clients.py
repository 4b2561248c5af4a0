"""What people's own mail programs meet: the ways in that the domain announces (IMAP, POP3, submission)."""

from dataclasses import dataclass

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation
from weerbaar.scanner.facts.tls import TlsSession


@dataclass(frozen=True, slots=True)
class ClientService:
    """One way in. `protocol` is imap, pop3 or submission; `security` what is announced: tls, starttls or plain.

    `announced_by` is srv (RFC 6186, RFC 8314), autoconfig, or guess for a name that was tried. `offered` tells whether
    TLS can be had there at all; `takes_old` whether TLS 1.1 or older is taken. What was not reached is Unobserved.
    """

    protocol: str
    host: str
    port: int
    security: str
    announced_by: str
    offered: Observation[bool]
    tls: Observation[TlsSession]
    takes_old: Observation[bool]


# At most eight, those of SRV records first; empty when the domain announces none.
CLIENT_SERVICES: Fact[tuple[ClientService, ...]] = Fact("mail_clients.announced", tuple[ClientService, ...])
# Those found at imap, pop, smtp and mail below the domain, at addresses of the agreement; empty when nothing answered.
CLIENT_HOSTS: Fact[tuple[ClientService, ...]] = Fact("mail_clients.hosts", tuple[ClientService, ...])
