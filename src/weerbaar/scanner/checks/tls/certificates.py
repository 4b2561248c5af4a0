"""The certificates that the website shows, read once for all checks of this area."""

from dataclasses import dataclass
from functools import lru_cache

from weerbaar.scanner.facts.codec import Json
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS, TlsEndpoint, TlsSession
from weerbaar.scanner.parsers.certificate import Certificate, read
from weerbaar.scanner.parsers.malformed import Malformed

# A port that takes no connection has no TLS to judge: `web.https` tells of that.
_NO_TLS = (Reason.REFUSED,)


@dataclass(frozen=True, slots=True)
class Shown:
    """The chain that one host shows at its address: leaf first, unreadable certificates left out after the leaf."""

    host: str
    session: TlsSession
    chain: tuple[Certificate, ...]
    address: str

    @property
    def is_home_made(self) -> bool:
        """Whether it signed itself and nobody trusts it: it is to be replaced as a whole, so its details do not count."""
        return self.leaf.is_self_signed and not self.session.trusted

    @property
    def leaf(self) -> Certificate:
        """The host's own certificate."""
        return self.chain[0]

    @property
    def issuer_der(self) -> bytes | None:
        """The certificate above the leaf as it was sent; None when it was not sent along."""
        for encoded in self.session.chain[1:]:
            sent = _read(encoded)
            if isinstance(sent, Certificate) and sent.subject_der == self.leaf.issuer_der:
                return encoded
        return None


def shown(sheet: FactSheet) -> tuple[Shown, ...] | Unobserved:
    """The chains of all hosts that completed a handshake; empty when there is no TLS to judge."""
    endpoints = endpoints_with_tls(sheet)
    if isinstance(endpoints, Unobserved):
        return endpoints
    found, missed = [], None
    for endpoint in endpoints:
        if isinstance(endpoint.session, Unobserved):
            missed = missed or endpoint.session
            continue
        chain = [_read(encoded) for encoded in endpoint.session.value.chain]
        if not chain or isinstance(chain[0], Malformed):
            missed = missed or Unobserved(Reason.PROTOCOL_ERROR, endpoint.session.source)
            continue
        readable = tuple(certificate for certificate in chain if isinstance(certificate, Certificate))
        found.append(Shown(endpoint.host, endpoint.session.value, readable, endpoint.address))
    return missed if missed and not found else tuple(found)


def issued(sheet: FactSheet) -> tuple[Shown, ...] | Unobserved:
    """The chains whose leaf somebody else issued; `tls.certificate-trust` tells of the home-made ones."""
    chains = shown(sheet)
    return chains if isinstance(chains, Unobserved) else tuple(chain for chain in chains if not chain.is_home_made)


def not_seen(sheet: FactSheet) -> dict[str, Json]:
    """Evidence about hosts that stay out of the conclusion: host to reason, under `not_measured`; empty without such."""
    endpoints = endpoints_with_tls(sheet)
    if isinstance(endpoints, Unobserved):
        return {}
    causes: dict[str, Json] = {
        endpoint.host: endpoint.session.reason.value
        for endpoint in endpoints
        if isinstance(endpoint.session, Unobserved)
    }
    return {"not_measured": causes} if causes else {}


def endpoints_with_tls(sheet: FactSheet) -> tuple[TlsEndpoint, ...] | Unobserved:
    """The endpoints whose port takes connections."""
    endpoints = sheet[WEB_ENDPOINTS]
    if isinstance(endpoints, Unobserved):
        return endpoints
    return tuple(endpoint for endpoint in endpoints.value if not _has_no_tls(endpoint))


def _has_no_tls(endpoint: TlsEndpoint) -> bool:
    return not isinstance(endpoint.session, Observed) and endpoint.session.reason in _NO_TLS


@lru_cache(maxsize=1024)
def _read(encoded: bytes) -> Certificate | Malformed:
    return read(encoded)
