"""Small makers of what a website shows of its TLS."""

from typing import Any

from tests.scanner.certificates import NOW, authority, leaf
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import VERSIONS, WEB_ENDPOINTS, TlsEndpoint, TlsSession

DOMAIN = "bakkerij.example"


def session(*chain: bytes, trusted: bool = True) -> Observed[TlsSession]:
    """A completed handshake that showed this chain."""
    return Observed(
        TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384", chain, trusted, "" if trusted else "no path", NOW), NOW
    )


def good() -> Observed[TlsSession]:
    """A handshake with nothing wrong."""
    return session(leaf(), authority())


def offering(*names: str, missed: tuple[str, ...] = ()) -> dict[str, Observation[bool]]:
    """What a server says to a hello of each version; `missed` ones timed out."""
    return {v: Unobserved(Reason.TIMEOUT, v) if v in missed else Observed(v in names, NOW) for v in VERSIONS}


def endpoint(seen: Observation[TlsSession], host: str = DOMAIN, versions: Any = None) -> TlsEndpoint:
    """One host; by default it offers TLS 1.2 and 1.3."""
    return TlsEndpoint(host, "198.18.0.1", 443, seen, offering("TLSv1.2", "TLSv1.3") if versions is None else versions)


def sheet(*endpoints: TlsEndpoint) -> FactSheet:
    """A sheet that knows these endpoints."""
    result = FactSheet(DOMAIN)
    result.record(WEB_ENDPOINTS, Observed(endpoints, NOW))
    return result


def unseen(reason: Reason = Reason.TIMEOUT) -> FactSheet:
    """A sheet on which the only host gave no handshake."""
    return sheet(endpoint(Unobserved(reason, f"TLS {DOMAIN}"), versions={}))
