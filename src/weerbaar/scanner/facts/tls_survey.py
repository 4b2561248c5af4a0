"""What a server would agree to in TLS, seen from its answers to single hellos."""

from dataclasses import dataclass

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Reason, Unobserved

# What surveys of earlier versions of the scanner, and those of mail hosts, did not look at.
_NOT_LOOKED = Unobserved(Reason.NOT_LOOKED)


@dataclass(frozen=True, slots=True)
class DhParameters:
    """The finite-field group of a DHE key exchange: `bits` of its prime, and its `name` in RFC 7919, empty for others."""

    bits: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class TlsSurvey:
    """One address of one host at one port. Names of suites and groups are those of the IANA registries.

    `suites` and `suites13` are what the server takes of TLS 1.2 (or older) and TLS 1.3; worse kinds are asked first and
    at most five of each are named, of the weak ones two. `preferred` is what it chooses when everything is offered,
    best first, and `keeps_own_order` whether it chooses the same when everything is offered the other way round.
    `groups12` and `groups13` are what it takes for the key exchange of TLS 1.2 (elliptic curves) and TLS 1.3.
    `old_hashes` tells whether it signs its key exchange with SHA-1 or MD5 when nothing else is offered.
    `staple` is the OCSP response that it sends along (DER) and `timestamps` the list of RFC 6962 beside the certificate,
    both empty when it sends none. `early_data` is the largest amount of 0-RTT data that a ticket allows, 0 when none
    does. `renegotiates` tells whether it began a second handshake on a connection when asked to, once.
    """

    host: str
    address: str
    port: int
    suites: Observation[tuple[str, ...]]
    suites13: Observation[tuple[str, ...]]
    preferred: Observation[str]
    keeps_own_order: Observation[bool]
    groups12: Observation[tuple[str, ...]]
    groups13: Observation[tuple[str, ...]]
    dh: Observation[DhParameters | None]
    old_hashes: Observation[bool]
    compression: Observation[bool]
    secure_renegotiation: Observation[bool]
    extended_master_secret: Observation[bool]
    alpn: Observation[str]
    staple: Observation[bytes] = _NOT_LOOKED
    timestamps: Observation[bytes] = _NOT_LOOKED
    early_data: Observation[int] = _NOT_LOOKED
    renegotiates: Observation[bool] = _NOT_LOOKED


# One survey for each web endpoint that completed a handshake; hosts with the same certificate at one address share it.
WEB_SURVEYS: Fact[tuple[TlsSurvey, ...]] = Fact("tls_survey.web", tuple[TlsSurvey, ...])
# One for each mail host that completed a handshake after STARTTLS, at the address that was greeted. Its visits are few:
# at most three suites and two groups of what is weak are named, one of what is good, and what was not asked is Unobserved.
MAIL_SURVEYS: Fact[tuple[TlsSurvey, ...]] = Fact("tls_survey.mail", tuple[TlsSurvey, ...])
