"""checkdmarc: the records of mail, and whether the domain is signed."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.oracles.opinion import ENVIRONMENTS, Opinion, Subject, outcomes, run

NAME = "checkdmarc"
PACKAGE = "checkdmarc"
COVERS = {
    "dns.dnssec": outcomes(),
    "mail.mx": outcomes(),
    "mail.mx-dnssec": outcomes(),
    "mail.dane-record": outcomes("missing", "insecure"),
    "mail.spf-record": outcomes(),
    "mail.spf-syntax": outcomes(),
    "mail.spf-lookups": outcomes(),
    "mail.spf-void-lookups": outcomes(),
    "mail.spf-includes": outcomes(),
    "mail.spf-all": outcomes(),
    "mail.dmarc-syntax": outcomes(),
    "mail.dmarc-policy": outcomes("missing", "monitoring-only", "subdomains-open"),
    "mail.dmarc-reports": outcomes(),
    "mail.mta-sts-record": outcomes(),
    "mail.mta-sts-policy": outcomes("mx-mismatch", "unavailable", "malformed"),
    "mail.tls-rpt": outcomes(),
    "mail.bimi": outcomes(),
}
_AT_ONCE = 2


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every domain that it can look at."""
    tool = str(ENVIRONMENTS / NAME / "bin" / "checkdmarc")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        printed = pool.map(lambda one: run([tool, "-t", "5", one.domain], timeout_s=60), subjects)
        for subject, text in zip(subjects, printed, strict=True):
            if text.startswith("{"):
                yield from _judged(subject, json.loads(text))


def _judged(subject: Subject, seen: dict[str, Any]) -> Iterator[Opinion]:
    domain = subject.domain
    if "error" in seen.get("ns", {}):
        return
    yield Opinion(domain, "dns.dnssec", not seen["dnssec"], f"dnssec: {seen['dnssec']}")
    hosts = seen.get("mx", {}).get("hosts", [])
    null_mx = "null MX" in " ".join(seen["mx"].get("warnings", ()))
    yield Opinion(domain, "mail.mx", not hosts and not null_mx, "null MX" if null_mx else f"{len(hosts)} hosts")
    if hosts and all(host.get("hostname") for host in hosts):
        yield Opinion(domain, "mail.mx-dnssec", not all(host["dnssec"] for host in hosts), "dnssec of the hosts")
        yield Opinion(domain, "mail.dane-record", not all(host.get("tlsa") for host in hosts), "TLSA of the hosts")
    for check, (fault, said) in {**_spf(seen), **_dmarc(seen), **_transport(seen)}.items():
        yield Opinion(domain, check, fault, said[:160])


def _spf(seen: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    spf = seen.get("spf", {})
    error = spf.get("error") or ""
    if "not exist" in error and "include" not in error:
        return {"mail.spf-record": (True, error)}
    if "multiple" in error.lower():
        return {"mail.spf-record": (True, error)}
    faults = {
        "mail.spf-lookups": "maximum of 10" in error or ("DNS lookups" in error and "void" not in error.lower()),
        "mail.spf-void-lookups": "void" in error.lower(),
        "mail.spf-includes": any(word in error.lower() for word in ("loop", "include", "circular")),
    }
    named = any(faults.values())
    judged = {check: (fault, error) for check, fault in faults.items() if fault or not error}
    judged["mail.spf-record"] = (False, "one record")
    if error and not named:
        judged["mail.spf-syntax"] = (True, error)
    if not error:
        judged["mail.spf-syntax"] = (False, "valid")
        every = spf["parsed"]["all"]
        if spf["parsed"].get("redirect") is None:
            judged["mail.spf-all"] = (every in (None, "pass", "neutral"), f"all: {every}")
    return judged


def _dmarc(seen: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    dmarc = seen.get("dmarc", {})
    error = dmarc.get("error") or ""
    if error and ("not exist" in error or "not found" in error.lower()):
        return {"mail.dmarc-policy": (True, error)}
    if error and ("does not indicate" in error or "_report._dmarc" in error):
        return {"mail.dmarc-reports": (True, error)}
    if error:
        return {"mail.dmarc-syntax": (True, error)}
    tags = {name: tag["value"] for name, tag in dmarc["tags"].items()}
    warnings = " ".join(dmarc.get("warnings") or ())
    open_names = [name for name in ("p", "sp", "np") if tags.get(name) == "none"]
    unauthorised = "does not indicate" in warnings or "_report._dmarc" in warnings
    return {
        "mail.dmarc-syntax": (False, "valid"),
        "mail.dmarc-policy": (bool(open_names), " ".join(f"{name}=none" for name in open_names) or tags["p"]),
        "mail.dmarc-reports": (unauthorised or not tags.get("rua"), warnings or f"rua: {len(tags.get('rua') or ())}"),
    }


def _transport(seen: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    judged: dict[str, tuple[bool, str]] = {}
    reports = seen.get("smtp_tls_reporting")
    if reports is not None:
        judged["mail.tls-rpt"] = (not reports["valid"], reports.get("error") or "valid")
    bimi = seen.get("bimi") or {}
    if "record" in bimi:
        absent = "not exist" in (bimi.get("error") or "")
        judged["mail.bimi"] = (not bimi["valid"] and not absent, bimi.get("error") or "valid")
    mta_sts = seen.get("mta_sts")
    if mta_sts is not None:
        error = mta_sts.get("error") or ""
        about_record = "record" in error or "id" in error.split()[:1]
        if error and about_record:
            judged["mail.mta-sts-record"] = (True, error)
        else:
            judged["mail.mta-sts-record"] = (False, "valid")
            warnings = " ".join(mta_sts.get("warnings") or ())
            judged["mail.mta-sts-policy"] = (bool(error) or "not include" in warnings, error or warnings or "valid")
    return judged
