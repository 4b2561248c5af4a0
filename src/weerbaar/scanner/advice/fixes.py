"""The exact record or setting that mends a finding for this domain, generated from its facts.

Constant lines stand in `fixes.toml`; what keeps or joins what the domain already has is made here. Records start mildly:
a policy that refuses mail before all senders are known would do harm, and the advice says how to go on.
"""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from weerbaar.scanner.advice.csp_repair import closed, upgraded
from weerbaar.scanner.advice.vendors import mail_vendor
from weerbaar.scanner.advice.web_tlsa import web_tlsa
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.checks.web.pages import Page, page
from weerbaar.scanner.facts import mail, tls
from weerbaar.scanner.facts.observation import Observed, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import bimi, certificate, dmarc, spf
from weerbaar.scanner.parsers.mail_vendors import vendor_of
from weerbaar.scanner.parsers.malformed import Malformed


@dataclass(frozen=True, slots=True)
class Fix:
    """`kind` is dns, nginx, apache, iis, setting or file; `name` says where it goes, `value` is to be pasted as it is."""

    kind: str
    name: str
    value: str


def fixes(finding: Finding, sheet: FactSheet) -> tuple[Fix, ...]:
    """The fixes for one finding; empty where none can be written without knowing more."""
    data = _data()
    key = data["same"].get(finding.key, finding.key)
    constant = [
        Fix(row["kind"], row["name"].format(domain=sheet.target), row["value"].replace("{domain}", sheet.target))
        for row in data.get(key, ())
        if "service" not in row or row["service"] in _open_services(finding)
    ]
    make = _MAKERS.get(finding.key)
    found = (*constant, *(make(finding, sheet) if make else ()))
    return (*found, *(iis for fix in found for iis in iis_headers(fix)))


def iis_headers(fix: Fix) -> Iterator[Fix]:
    """The headers that a text for nginx adds, as IIS has them in its web.config; nothing for any other text."""
    headers = re.findall(r'add_header (\S+) "([^"]*)" always;', fix.value) if fix.kind == "nginx" else []
    if headers:
        lines = [f"<add name={quoteattr(name)} value={quoteattr(value)} />" for name, value in headers]
        yield Fix("iis", "web.config, customHeaders", "\n".join(lines))


def _open_services(finding: Finding) -> set[str]:
    """The protocols that a finding about open services names first in each of its texts."""
    services = finding.evidence.get("services", ())
    return {str(one).partition(" ")[0] for one in services} if isinstance(services, Sequence) else set()


def keys_with_a_fix() -> frozenset[str]:
    """The `check/outcome` for which there can be something to paste."""
    data = _data()
    return frozenset([*(key for key in data if "/" in key), *data["same"], *_MAKERS])


def kinds_of(key: str) -> tuple[str, ...]:
    """The kinds of constant text that one `check/outcome` gets; empty where all of it is made from the facts."""
    data = _data()
    return tuple(dict.fromkeys(row["kind"] for row in data.get(data["same"].get(key, key), ())))


def _spf_without_mail_or_mild(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """A domain without mail refuses everything; others start with those who take their mail, and a mild end.

    A large provider sends from other servers than it takes mail at, and has a term of its own for them.
    """
    mx = sheet[mail.MX]
    if isinstance(mx, Unobserved):
        return
    receives = any(record.partition(" ")[2].strip(".") for record in mx.value.records)
    vendor = mail_vendor(sheet)
    senders = vendor.spf if vendor else "mx"
    yield _txt(sheet.target, f"v=spf1 {senders} ~all" if receives else "v=spf1 -all")


def _spf_with_mild_end(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The same terms, ending in ~all."""
    records = _spf_records(sheet)
    if len(records) == 1:
        yield _txt(sheet.target, _joined(records))


def _spf_joined(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The terms of all records in one, since receivers take several for none (RFC 7208, section 4.5)."""
    records = _spf_records(sheet)
    if len(records) > 1 and not any(isinstance(spf.parse(record), Malformed) for record in records):
        yield _txt(sheet.target, _joined(records))


def _joined(records: list[str]) -> str:
    terms = dict.fromkeys(term for record in records for term in record.split()[1:] if not _is_end(term))
    return " ".join(["v=spf1", *terms, "~all"])


def _is_end(term: str) -> bool:
    return term.lower().lstrip("+-~?") == "all"


def _spf_records(sheet: FactSheet) -> list[str]:
    lookups = sheet[mail.SPF]
    return (
        [] if isinstance(lookups, Unobserved) else [text for text in lookups.value.record.records if spf.is_spf(text)]
    )


def _spf_without_ptr(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The same terms but `ptr` (RFC 7208, section 5.5); a list that named nobody else is left for its owner to fill."""
    records = _spf_records(sheet)
    terms = records[0].split() if len(records) == 1 else []
    kept = [term for term in terms if term.lower().lstrip("+-~?").partition(":")[0] != "ptr"]
    if any(not _is_end(term) for term in kept[1:]):
        yield _txt(sheet.target, " ".join(kept))


def _bimi_over_https(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The same record with protected addresses."""
    answer = sheet[mail.BIMI]
    for record in answer.value.records if isinstance(answer, Observed) else ():
        if bimi.is_bimi(record):
            yield _txt(f"default._bimi.{sheet.target}", re.sub(r"(?i)\bhttp://", "https://", record))


def _dmarc_refusing(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The same record, refusing instead of setting aside: nothing real can be lost where there is no mail."""
    for name, record in _dmarc_record(sheet):
        yield _txt(name, re.sub(r"(?i)\b(s?p|np)(\s*=\s*)quarantine", r"\1\2reject", record))


def _dmarc_stricter(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The next step after watching: into quarantine."""
    for name, record in _dmarc_record(sheet):
        yield Fix("dns", f"{name}. TXT", re.sub(r"(?i)\bp\s*=\s*none", "p=quarantine", record, count=1))


def _dmarc_with_address(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    for name, record in _dmarc_record(sheet):
        yield Fix("dns", f"{name}. TXT", f"{record.rstrip(' ;')}; rua=mailto:dmarc@{sheet.target}")


def _dmarc_record(sheet: FactSheet) -> Iterator[tuple[str, str]]:
    lookups = sheet[mail.DMARC]
    if isinstance(lookups, Observed):
        own = lookups.value.steps[0]
        records = [text for text in own.records if dmarc.is_dmarc(text)]
        if len(records) == 1:
            yield own.name, records[0]


def _mta_sts(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """Record and policy, in testing mode first (RFC 8461, section 5)."""
    return _mta_sts_in_mode("testing", sheet)


def _mta_sts_enforced(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The step after testing: the same policy that must be followed, under a new id (RFC 8461, section 3.1)."""
    return _mta_sts_in_mode("enforce", sheet)


def _mta_sts_in_mode(mode: str, sheet: FactSheet) -> Iterator[Fix]:
    mx = sheet[mail.MX]
    if isinstance(mx, Unobserved):
        return
    hosts = [host for record in mx.value.records if (host := record.partition(" ")[2].rstrip("."))]
    if hosts:
        yield Fix("dns", f"_mta-sts.{sheet.target}. TXT", f"v=STSv1; id={mx.at:%Y%m%dT%H%M%S}")
        lines = ["version: STSv1", f"mode: {mode}", *(f"mx: {host}" for host in hosts), "max_age: 604800"]
        yield Fix("file", f"https://mta-sts.{sheet.target}/.well-known/mta-sts.txt", "\n".join(lines))


def _tlsa(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The key that each mail host shows today, and that of its issuer (RFC 7672, section 3.1: selector 1, SHA-256).

    The second one holds when the first is changed (RFC 7671, section 8.4). Either of them is enough to be trusted.
    None for the hosts of a large provider: nobody else can add records there, and what it offers instead is said in words.
    """
    hosts = sheet[mail.MAIL_HOSTS]
    for host in hosts.value if isinstance(hosts, Observed) else ():
        if not _tlsa_records(host) and vendor_of(host.host) is None:
            yield from dict.fromkeys(fix for session in host.sessions for fix in _tlsa_of(host.host, session, "32"))


def _tlsa_of_issuer(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The record of the issuer's key beside the one that there is."""
    hosts = sheet[mail.MAIL_HOSTS]
    for host in hosts.value if isinstance(hosts, Observed) else ():
        if len(_tlsa_records(host)) == 1:
            yield from dict.fromkeys(fix for session in host.sessions for fix in _tlsa_of(host.host, session, "2"))


def _tlsa_records(host: mail.MailHost) -> tuple[str, ...]:
    return tuple(host.tlsa.value.records) if isinstance(host.tlsa, Observed) else ()


def _tlsa_of(host: str, session: mail.SmtpSession, usages: str) -> Iterator[Fix]:
    """Usage 3 is the first certificate of the chain; usage 2 the second, if it is the issuer of the first."""
    if not isinstance(session.tls, Observed):
        return
    chain = [certificate.read(der) for der in session.tls.value.chain[:2]]
    read = [one for one in chain if isinstance(one, certificate.Certificate)]
    if len(read) == 2 and (read[0].is_self_signed or read[0].issuer_der != read[1].subject_der):
        read = read[:1]
    for usage, one in zip("32", read, strict=False):
        if usage in usages:
            yield Fix("dns", f"_25._tcp.{host}. TLSA", f"{usage} 1 1 {hashlib.sha256(one.spki).hexdigest()}")


def _null_mx(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """That the domain takes no mail (RFC 7505), unless it asks for reports at an address of its own."""
    asked = [uri for _, record in _dmarc_record(sheet) for uri in _report_domains(record)]
    if sheet.target not in asked:
        yield Fix("dns", f"{sheet.target}. MX", "0 .")


def _report_domains(record: str) -> list[str]:
    parsed = dmarc.parse(record)
    return [] if isinstance(parsed, Malformed) else [uri.domain for uri in parsed.rua]


def _caa(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The issuer of the certificate that the site shows, when we know the name by which CAA calls it."""
    endpoints = sheet[tls.WEB_ENDPOINTS]
    for endpoint in endpoints.value if isinstance(endpoints, Observed) else ():
        leaf = certificate.read(endpoint.session.value.chain[0]) if isinstance(endpoint.session, Observed) else None
        if isinstance(leaf, certificate.Certificate):
            for word, issuer in _data()["issuers"].items():
                if word.lower() in leaf.issuer.lower():
                    yield Fix("dns", f"{sheet.target}. CAA", f'0 issue "{issuer}"')
                    return


def _security_txt(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """A whole file, valid for the year that RFC 9116, section 2.5.5, allows at most; counted from the measurement."""
    mx = sheet[mail.MX]
    at = mx.at if isinstance(mx, Observed) else None
    if at is not None:
        expires = f"{at.year + 1}-{at.month:02d}-01T00:00:00Z"
        value = f"Contact: mailto:security@{sheet.target}\nExpires: {expires}\nPreferred-Languages: nl, en"
        yield Fix("file", f"https://{sheet.target}/.well-known/security.txt", value)


def _csp_closed(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The policy of the page, with its gaps closed."""
    found = page(sheet)
    policy = closed(found.values("content-security-policy")) if isinstance(found, Page) else None
    yield from _csp(policy)


def _csp_upgraded(finding: Finding, sheet: FactSheet) -> Iterator[Fix]:
    """The policy of the page, with the order to use https for everything on it."""
    found = page(sheet)
    yield from _csp(upgraded(found.values("content-security-policy")) if isinstance(found, Page) else None)


def _csp(policy: str | None) -> Iterator[Fix]:
    if policy is not None:
        yield Fix("nginx", "server (port 443)", f'add_header Content-Security-Policy "{policy}" always;')
        yield Fix("apache", "VirtualHost *:443", f'Header always set Content-Security-Policy "{policy}"')


def _txt(name: str, value: str) -> Fix:
    return Fix("dns", f"{name}. TXT", value)


_MAKERS: Mapping[str, Callable[[Finding, FactSheet], Iterator[Fix]]] = {
    "mail.spf-record/missing": _spf_without_mail_or_mild,
    "mail.spf-record/multiple": _spf_joined,
    "mail.spf-all/pass-all": _spf_with_mild_end,
    "mail.spf-all/neutral": _spf_with_mild_end,
    "mail.spf-all/missing": _spf_with_mild_end,
    "mail.dmarc-policy/monitoring-only": _dmarc_stricter,
    "mail.dmarc-reports/no-address": _dmarc_with_address,
    "mail.spf-form/ptr": _spf_without_ptr,
    "mail.bimi/not-https": _bimi_over_https,
    "mail.parked/not-rejected": _dmarc_refusing,
    "mail.mta-sts-record/missing": _mta_sts,
    "mail.mta-sts-record/malformed": _mta_sts,
    "mail.mta-sts-record/multiple": _mta_sts,
    "mail.mta-sts-policy/testing": _mta_sts_enforced,
    "mail.dane-record/missing": _tlsa,
    "mail.dane-rollover/single": _tlsa_of_issuer,
    "tls.dane/mismatch": lambda finding, sheet: (Fix("dns", f"{o}. TLSA", v) for o, v in web_tlsa(finding, sheet)),
    "mail.mx/missing": _null_mx,
    "dns.caa/missing": _caa,
    "dns.caa/malformed": _caa,
    "web.csp-quality/gaps": _csp_closed,
    "web.mixed-content/open-form": _csp_upgraded,
    "web.mixed-content/blocked-parts": _csp_upgraded,
    "web.mixed-content/open-pictures": _csp_upgraded,
    "web.security-txt/missing": _security_txt,
    "web.security-txt/expired": _security_txt,
    "web.security-txt/no-contact": _security_txt,
    "web.security-txt/malformed": _security_txt,
}


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "fixes.toml").read_text("utf-8"))
