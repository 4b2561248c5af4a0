"""SSLyze: versions, suites, curves and certificates, by OpenSSL builds of its own."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.oracles.opinion import ENVIRONMENTS, Opinion, Subject, outcomes, run, worst
from bench.oracles.suites import is_good

NAME = "sslyze"
PACKAGE = "sslyze"
COVERS = {
    "web.https": outcomes("missing"),
    "tls.protocol-versions": outcomes(),
    "tls.ciphers": outcomes(),
    "tls.key-exchange": outcomes(),
    "tls.compression": outcomes(),
    "tls.renegotiation": outcomes(),
    "tls.client-renegotiation": outcomes(),
    "tls.extended-master-secret": outcomes(),
    "tls.early-data": outcomes(),
    "tls.certificate-trust": outcomes(),
    "tls.certificate-name": outcomes(),
    "tls.certificate-expiry": outcomes("expired", "not-yet-valid"),
    "tls.certificate-key": outcomes("weak"),
    "tls.certificate-signature": outcomes(),
    "tls.chain-order": outcomes(),
    "mail.starttls": outcomes("missing"),
    "mail.tls-versions": outcomes(),
    "mail.tls-ciphers": outcomes(),
    "mail.tls-key-exchange": outcomes(),
}
_OLD = ("ssl_2_0", "ssl_3_0", "tls_1_0", "tls_1_1")
_CURVES = {"X25519", "X448", "secp256r1", "prime256v1", "secp384r1", "secp521r1"} | {
    f"brainpoolP{bits}r1" for bits in (256, 384, 512)
}
_COMMANDS = (
    *("--sslv2", "--sslv3", "--tlsv1", "--tlsv1_1", "--tlsv1_2", "--tlsv1_3", "--certinfo", "--compression"),
    *("--reneg", "--elliptic_curves", "--ems", "--early_data"),
)


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every web host, and of every mail host for all companies that use it."""
    sites = [subject.domain for subject in subjects if subject.web]
    for domain, scanned in _scan(sites, 443).items():
        yield from _of_site(domain, scanned)
    hosts = sorted({host for subject in subjects for host in subject.mail_hosts})
    by_host = {host: dict(_of_mail_host(scanned)) for host, scanned in _scan(hosts, 25, "--starttls", "smtp").items()}
    for subject in subjects:
        seen = [by_host.get(host, {}) for host in subject.mail_hosts]
        for check in ("mail.starttls", "mail.tls-versions", "mail.tls-ciphers", "mail.tls-key-exchange"):
            opinion = worst(subject.domain, check, (one[check] for one in seen if check in one))
            if opinion:
                yield opinion


def _scan(hosts: Sequence[str], port: int, *options: str) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        tool = str(ENVIRONMENTS / NAME / "bin" / "sslyze")
        trust = f"--certinfo_ca_file={os.environ['WEERBAAR_CA_FILE']}"
        places = [f"{host}:{port}" for host in hosts]
        run(
            [tool, "--quiet", "--slow_connection", f"--json_out={out}", trust, *_COMMANDS, *options, *places],
            timeout_s=900,
        )
        results = json.loads(out.read_text("utf-8"))["server_scan_results"] if out.is_file() else []
    return {result["server_location"]["hostname"]: result for result in results}


def _of_site(domain: str, scanned: dict[str, Any]) -> Iterator[Opinion]:
    if scanned["connectivity_status"] != "COMPLETED":
        trace = scanned.get("connectivity_error_trace") or ""
        if "refused" in trace.lower() or "rejected" in trace.lower():
            yield Opinion(domain, "web.https", True, "connection refused")
        return
    yield Opinion(domain, "web.https", False, "answers")
    results = {name: part["result"] for name, part in scanned["scan_result"].items() if part["result"]}
    for check, (fault, said) in _of_protocol(results).items():
        yield Opinion(domain, f"tls.{check}", fault, said)
    if "certificate_info" in results:
        for check, fault, said in _of_certificates(results["certificate_info"]["certificate_deployments"]):
            yield Opinion(domain, f"tls.{check}", fault, said)


def _of_mail_host(scanned: dict[str, Any]) -> Iterator[tuple[str, tuple[bool, str]]]:
    if scanned["connectivity_status"] != "COMPLETED":
        if (
            "STARTTLS" in (scanned.get("connectivity_error_trace") or "")
            and "not support" in scanned["connectivity_error_trace"]
        ):
            yield "mail.starttls", (True, "no STARTTLS")
        return
    yield "mail.starttls", (False, "STARTTLS")
    results = {name: part["result"] for name, part in scanned["scan_result"].items() if part["result"]}
    seen = _of_protocol(results)
    for check, name in (("protocol-versions", "versions"), ("ciphers", "ciphers"), ("key-exchange", "key-exchange")):
        if check in seen:
            yield f"mail.tls-{name}", seen[check]


def _of_protocol(results: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    """By the last part of the check's id, what follows from the handshakes."""
    accepted = {
        name.removesuffix("_cipher_suites"): result["accepted_cipher_suites"]
        for name, result in results.items()
        if name.endswith("_cipher_suites")
    }
    seen: dict[str, tuple[bool, str]] = {}
    old = [version for version in _OLD if accepted.get(version)]
    seen["protocol-versions"] = bool(old), " ".join(old) or "none of the old versions"
    names = {one["cipher_suite"]["name"] for suites in accepted.values() for one in suites}
    bad = sorted(name for name in names if not is_good(name))
    seen["ciphers"] = bool(bad), bad[0] if bad else f"{len(names)} good suites"
    finite = [one for suites in accepted.values() for one in suites if _prime_group(one)]
    curves = results.get("elliptic_curves") or {}
    strange = sorted({curve["name"] for curve in curves.get("supported_curves") or ()} - _CURVES)
    if accepted.get("tls_1_2"):
        seen["key-exchange"] = (
            bool(finite or strange),
            " ".join(strange) or ("prime group" if finite else "good curves"),
        )
        if ems := results.get("tls_extended_master_secret"):
            seen["extended-master-secret"] = not ems["supports_ems_extension"], ""
    if compression := results.get("tls_compression"):
        seen["compression"] = compression["supports_compression"], ""
    if renegotiation := results.get("session_renegotiation"):
        seen["renegotiation"] = not renegotiation["supports_secure_renegotiation"], ""
        count = renegotiation["client_renegotiations_success_count"]
        seen["client-renegotiation"] = count > 0, f"{count} accepted"
    if early := results.get("tls_1_3_early_data"):
        seen["early-data"] = early["supports_early_data"], ""
    return seen


def _prime_group(accepted: dict[str, Any]) -> bool:
    return "_DHE_" in accepted["cipher_suite"]["name"] or "_DH_" in accepted["cipher_suite"]["name"]


def _of_certificates(deployments: Iterable[dict[str, Any]]) -> Iterator[tuple[str, bool, str]]:
    for deployment in deployments:
        chain = deployment["received_certificate_chain"]
        leaf, error = chain[0], _error(deployment)
        now = datetime.now(UTC)
        first, last = (datetime.fromisoformat(leaf[f"not_valid_{end}"]) for end in ("before", "after"))
        in_time = first <= now <= last
        yield "certificate-expiry", not in_time, f"{first.date()} to {last.date()}"
        name_fault = "subjectAltName" in error
        yield "certificate-name", name_fault, error
        if in_time and not name_fault:
            yield "certificate-trust", bool(error), error
        key = leaf["public_key"]
        weak = key["algorithm"] == "RSAPublicKey" and key["key_size"] < 2048
        yield "certificate-key", weak, f"{key['algorithm']} {key['key_size']}"
        signed = [one["signature_hash_algorithm"]["name"] for one in chain if one["subject"] != one["issuer"]]
        yield "certificate-signature", any(name in ("sha1", "md5") for name in signed), " ".join(signed)
        order = deployment["received_chain_has_valid_order"]
        root = bool(deployment["received_chain_contains_anchor_certificate"])
        if order is not None and not error:
            yield "chain-order", not order or root, f"valid order: {order}, root sent: {root}"


def _error(deployment: dict[str, Any]) -> str:
    ours = next(
        row for row in deployment["path_validation_results"] if row["trust_store"]["name"] == "Supplied CA file"
    )
    text = ours["validation_error"] or ""
    return "" if ours["was_validation_successful"] else text.partition(" (encountered")[0] or "no path"
