"""What one mail host did when it was greeted: whether it encrypts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.mail import MailHost, SmtpSession
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.tls import TlsSession

# A handshake that fails by itself. A time-out or a lost connection may be our road, and says nothing about the host.
_HANDSHAKE_FAULTS = (Reason.TLS_FAILED, Reason.PROTOCOL_ERROR)


class Encryption(IntEnum):
    """MISSING: it answers and does not offer STARTTLS. BROKEN: it says yes and then fails. The worst comes first."""

    MISSING = 0
    BROKEN = 1
    OFFERED = 2
    UNMEASURED = 3


@dataclass(frozen=True, slots=True)
class Greeting:
    """`tls` is there when OFFERED; `cause` says what went wrong when BROKEN or UNMEASURED."""

    host: str
    encryption: Encryption
    tls: TlsSession | None = None
    cause: Unobserved | None = None


def greeting_of(host: MailHost) -> Greeting:
    """The worst of the host's sessions; a host without any address was not measured."""
    found = [_of_session(host.host, session) for session in host.sessions]
    if found:
        return min(found, key=lambda greeting: greeting.encryption)
    for addresses in (host.addresses.ipv4, host.addresses.ipv6):
        if isinstance(addresses, Unobserved):
            return Greeting(host.host, Encryption.UNMEASURED, cause=addresses)
    return Greeting(host.host, Encryption.UNMEASURED, cause=Unobserved(Reason.NO_ADDRESS, f"DNS A {host.host}"))


def not_measured(greetings: Iterable[Greeting]) -> dict[str, Json]:
    """Evidence about hosts that stay out of the conclusion: host to reason, under `not_measured`; empty without such."""
    causes: dict[str, Json] = {g.host: g.cause.reason.value for g in greetings if g.tls is None and g.cause is not None}
    return {"not_measured": causes} if causes else {}


def _of_session(host: str, session: SmtpSession) -> Greeting:
    if not isinstance(session.tls, Unobserved):
        return Greeting(host, Encryption.OFFERED, tls=session.tls.value)
    for observation in (session.greeting, session.extensions, session.starttls_reply):
        if isinstance(observation, Unobserved):
            is_missing = observation is session.starttls_reply and observation.reason is Reason.NOT_OFFERED
            return Greeting(host, Encryption.MISSING if is_missing else Encryption.UNMEASURED, cause=observation)
    reply = session.starttls_reply.value if not isinstance(session.starttls_reply, Unobserved) else ""
    if reply.startswith("4"):  # not now (RFC 3207, section 4), which is no answer to our question
        return Greeting(host, Encryption.UNMEASURED, cause=Unobserved(Reason.BUSY, session.tls.source))
    is_broken = session.tls.reason in _HANDSHAKE_FAULTS or reply.startswith("5")
    return Greeting(host, Encryption.BROKEN if is_broken else Encryption.UNMEASURED, cause=session.tls)
