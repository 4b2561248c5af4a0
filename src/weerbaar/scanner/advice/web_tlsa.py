"""The record of the key that a web host shows today: usage 3, selector 1, SHA-256 (RFC 6698; RFC 7671, section 5.1)."""

import hashlib
from collections.abc import Iterator

from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.facts.tls import WEB_ENDPOINTS
from weerbaar.scanner.parsers import certificate


def web_tlsa(finding: Finding, sheet: FactSheet) -> Iterator[tuple[str, str]]:
    """Owner and content for each host that the finding names. The old record may stay until nobody keeps it any more."""
    endpoints = sheet[WEB_ENDPOINTS]
    named = finding.evidence.get("hosts")
    hosts = list(named) if isinstance(named, list | tuple) else []
    for endpoint in endpoints.value if isinstance(endpoints, Observed) else ():
        if endpoint.host not in hosts or not isinstance(endpoint.session, Observed):
            continue
        leaf = certificate.read(endpoint.session.value.chain[0])
        if isinstance(leaf, certificate.Certificate):
            yield f"_443._tcp.{endpoint.host}", f"3 1 1 {hashlib.sha256(leaf.spki).hexdigest()}"
