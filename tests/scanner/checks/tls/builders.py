"""Small makers of what a website shows of its TLS."""

from dataclasses import replace
from typing import Any

from tests.scanner.certificates import NOW, authority, leaf
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import VERSIONS, WEB_ENDPOINTS, TlsEndpoint, TlsSession
from weerbaar.scanner.facts.tls_survey import WEB_SURVEYS, TlsSurvey

DOMAIN = "bakkerij.example"


def session(*chain: bytes, trusted: bool = True) -> Observed[TlsSession]:
    """A completed handshake that showed this chain."""
    return Observed(
        TlsSession("TLSv1.3", "TLS_AES_256_GCM_SHA384", chain, trusted, "" if trusted else "no path", NOW), NOW
    )


def speaking(protocol: str) -> Observed[TlsSession]:
    """A handshake with nothing wrong that agreed on this protocol, or on none."""
    return Observed(replace(good().value, alpn=protocol), NOW)


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


def survey(host: str = DOMAIN, **changes: Any) -> TlsSurvey:
    """A survey of a server with nothing wrong, but for these changes; plain values become observations."""
    parts: dict[str, Any] = {
        "suites": ("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
        "suites13": ("TLS_AES_256_GCM_SHA384",),
        "preferred": "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "keeps_own_order": True,
        "groups12": ("x25519", "secp256r1"),
        "groups13": ("x25519", "secp256r1"),
        "dh": None,
        "old_hashes": False,
        "compression": False,
        "secure_renegotiation": True,
        "extended_master_secret": True,
        "alpn": "h2",
        "staple": b"",
        "timestamps": b"",
        "early_data": 0,
        "renegotiates": False,
        **changes,
    }
    seen = {name: value if isinstance(value, Unobserved) else Observed(value, NOW) for name, value in parts.items()}
    return TlsSurvey(host, "198.18.0.1", 443, **seen)


def surveyed(*surveys: TlsSurvey) -> FactSheet:
    """A sheet that knows these surveys."""
    result = FactSheet(DOMAIN)
    result.record(WEB_SURVEYS, Observed(surveys, NOW))
    return result


def both(*seen: TlsEndpoint | TlsSurvey) -> FactSheet:
    """A sheet that knows these endpoints and surveys."""
    result = sheet(*(one for one in seen if isinstance(one, TlsEndpoint)))
    result.record(WEB_SURVEYS, Observed(tuple(one for one in seen if isinstance(one, TlsSurvey)), NOW))
    return result


def not_surveyed() -> FactSheet:
    """A sheet on which nobody surveyed."""
    result = FactSheet(DOMAIN)
    result.record(WEB_SURVEYS, Unobserved(Reason.TIME_LIMIT))
    return result


# A server without TLS 1.2 says nothing about its parts.
ABSENT = Unobserved(Reason.NOT_OFFERED)
MISSED = Unobserved(Reason.TIMEOUT)
