"""Proofs about TLS: versions and certificates."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from lab.proofs.proof import Proof
from lab.proofs.tools import (
    CA_FILE,
    accepted_version,
    agreed_protocol,
    certificate,
    handshake,
    handshake_dane,
    records,
    tickets,
)
from lab.table import Company

_OK = r"Verify return code: 0 \(ok\)"
_VERDICTS = {
    "good": _OK,
    "expired": "certificate has expired",
    "soon": _OK,
    "not-yet": "certificate is not yet valid",
    "wronghost": "hostname mismatch",
    "selfsigned": "self-signed certificate",
    "incomplete": "unable to get local issuer|unable to verify",
    "unknownca": "self-signed certificate in certificate chain|unable to get local issuer",
    "sha1": _OK,
    "rsa1024": "Server public key is 1024 bit",
    "known-issuer": _OK,
    "with-root": _OK,
    "disordered": _OK,
    "stray": _OK,
    "weak-issuer": _OK,
    "unlogged": _OK,
    "one-log": _OK,
    "stapled": _OK,
    "unstapled": _OK,
    "old-staple": _OK,
    "must-staple": _OK,
    "revoked": _OK,
}
# Whom the certificates after the leaf are of, in the order in which they are sent.
_SENT_ALONG = {
    "good": "Issuing",
    "with-root": "Issuing, Root",
    "disordered": "Root, Issuing",
    "stray": "Authority, Issuing",
}
# What comes with the certificate: the issuer's word, and how many logs promised to publish it.
_NO_RESPONSE = "OCSP response: no response sent"
_RESPONSES = {
    "stapled": "OCSP Response Status: successful.*Cert Status: good",
    "old-staple": "OCSP Response Status: successful.*Cert Status: good",
    "revoked": "OCSP Response Status: successful.*Cert Status: revoked",
    "unstapled": _NO_RESPONSE,
    "must-staple": _NO_RESPONSE,
}
_LOGS = {"good": "2", "one-log": "1", "unlogged": "0"}
_TAKEN = {
    "modern": ("-tls1_2", "-tls1_3"),
    "tls10": ("-tls1", "-tls1_1", "-tls1_2", "-tls1_3"),
    "tls12": ("-tls1_2",),
    "tls13": ("-tls1_3",),
    "lax": ("-tls1_2", "-tls1_3"),
    "early-data": ("-tls1_2", "-tls1_3"),
    "http1": ("-tls1_2", "-tls1_3"),
    "legacy": ("-tls1", "-tls1_1", "-tls1_2"),
}
_AGREED = r"New, \S+, Cipher is [A-Z]"
_REFUSED = r"alert|unsupported protocol|no protocols available|Cipher is \(NONE\)"


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for company in companies:
        settings = company.settings
        if (
            not company.resolves
            or settings.content == "empty"
            or settings.fault != "none"
            or settings.tls == "no-https"
        ):
            continue
        if settings.hosts in ("private", "mapped", "nat64", "no-apex"):
            continue
        yield from _certificate(company)
        if settings.tls != "modern" or company.archetype.id == "good":
            yield from _versions(company)


def _versions(company: Company) -> Iterator[Proof]:
    row, domain, profile = company.archetype.id, company.domain, company.settings.tls
    for version in _TAKEN["tls10"]:
        taken = version in _TAKEN[profile]
        look = partial(handshake, domain, version)
        yield Proof(row, f"handshake {version}", look, _AGREED if taken else _REFUSED, "" if taken else _AGREED)
    allowed = r"Max Early Data: [1-9]" if profile == "early-data" else "Max Early Data: 0" if row == "good" else ""
    if allowed:
        yield Proof(row, "early data", partial(tickets, domain), allowed)
    if profile == "http1" or row == "good":
        wanted = "ALPN protocol: h2" if row == "good" else "ALPN protocol: http/1.1"
        yield Proof(row, "protocol", partial(agreed_protocol, domain), wanted)
    ssl3 = partial(_ssl3, domain)
    yield Proof(row, "SSL 3.0", ssl3, "^3.0$" if profile == "legacy" else "no hello|reset")


def _certificate(company: Company) -> Iterator[Proof]:
    row, domain, kind = company.archetype.id, company.domain, company.settings.certificate
    yield Proof(row, "certificate", partial(handshake, domain), _VERDICTS[kind])
    if kind in _SENT_ALONG and (kind != "good" or row == "good"):
        yield Proof(row, "chain", partial(_sent_along, domain), f"^{_SENT_ALONG[kind]}$")
    if row in ("good", "guard-global", "tls-legacy"):
        yield Proof(row, "strict verification", partial(_strictly, domain), "^verified$")
    if kind in _RESPONSES:
        yield Proof(row, "OCSP", partial(handshake, domain, "-status"), _RESPONSES[kind])
        responder = partial(certificate, domain)
        wanted = "TLS Feature:.*status_request" if kind == "must-staple" else r"OCSP - URI:http://ocsp\."
        yield Proof(row, "responder", responder, wanted)
    if kind == "old-staple":
        yield Proof(row, "OCSP dates", partial(_next_update, domain), "^past$")
    if kind in _LOGS and (kind != "good" or row == "good"):
        yield Proof(row, "logs", partial(_logs, domain), f"^{_LOGS[kind]}$")
    if kind == "weak-issuer":
        yield Proof(row, "issuer", partial(_issuer_bits, domain), "^1024$")
    if company.settings.web_dane != "none":
        wanted = "DANE TLSA 3 1 1 .*matched" if company.settings.web_dane == "good" else "No matching DANE TLSA"
        yield Proof(row, "DANE", partial(handshake_dane, domain), wanted)
    if kind == "sha1":
        yield Proof(row, "signature", partial(certificate, domain), "Signature Algorithm: ecdsa-with-SHA1")
    if kind == "rsa1024":
        yield Proof(row, "still trusted", partial(certificate, domain), "Issuer: CN = Weerbaar Lab Issuing")
    if kind == "soon":
        yield Proof(row, "expiry", partial(_days_left, domain), r"^[45]$")
    if kind == "not-yet":
        yield Proof(row, "expiry", partial(_days_left, domain), r"^6[67]$")


def _ssl3(domain: str) -> str:
    return accepted_version(next(iter(records("A", domain)), ""), (3, 0))


def _chain(domain: str) -> list[x509.Certificate]:
    """The certificates as served, leaf first."""
    blocks = handshake(domain, "-showcerts").split("-----BEGIN CERTIFICATE-----")[1:]
    inner = [block.partition("-----END CERTIFICATE-----")[0] for block in blocks]
    pems = [f"-----BEGIN CERTIFICATE-----{block}-----END CERTIFICATE-----\n" for block in inner]
    return [x509.load_pem_x509_certificate(pem.encode()) for pem in pems]


def _sent_along(domain: str) -> str:
    return ", ".join(one.subject.rfc4514_string().split()[-1] for one in _chain(domain)[1:])


def _next_update(domain: str) -> str:
    """Whether the response that comes along still holds: `past` or `ahead`."""
    match = re.search(r"Next Update: (.*) GMT", handshake(domain, "-status"))
    moment = datetime.strptime(match[1], "%b %d %H:%M:%S %Y").replace(tzinfo=UTC) if match else None
    return "no response" if moment is None else "past" if moment < datetime.now(UTC) else "ahead"


def _logs(domain: str) -> str:
    return str(certificate(domain).count("Signed Certificate Timestamp:"))


def _issuer_bits(domain: str) -> str:
    key = _chain(domain)[1].public_key()
    return str(getattr(key, "key_size", "no size"))


def _days_left(domain: str) -> str:
    return str((_chain(domain)[0].not_valid_after_utc - datetime.now(UTC)).days)


def _strictly(domain: str) -> str:
    """Verify the chain as served by the profile of the cryptography package, which is stricter than OpenSSL."""
    chain = _chain(domain)
    root = x509.load_pem_x509_certificate(Path(CA_FILE).read_bytes())
    verifier = PolicyBuilder().store(Store([root])).build_server_verifier(x509.DNSName(domain))
    try:
        verifier.verify(chain[0], chain[1:])
    except VerificationError as error:
        return str(error)
    return "verified"
