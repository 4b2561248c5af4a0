"""Fact sheets of fictional companies, made by hand, and the results that the real checks make of them."""

from datetime import UTC, datetime
from typing import Any

from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts import dns, http, mail, tls
from weerbaar.scanner.facts.dns import Answer, AnswerKind, HostAddresses
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet, known_facts
from weerbaar.scanner.scan.result import ScanResult, weigh

AT = datetime(2026, 11, 24, 8, 14, 30, tzinfo=UTC)
NAME = "bakkerij-deegrol.example"


def seen(value: Any, source: str = "DNS") -> Observed[Any]:
    return Observed(value, AT, source)


def answer(name: str, rdtype: str, *records: str, kind: AnswerKind = AnswerKind.RECORDS) -> Answer:
    return Answer(name, rdtype, kind if records else AnswerKind.NO_DATA, records, name, secure=False)


def host(name: str, number: int) -> HostAddresses:
    return HostAddresses(name, seen((f"192.0.2.{number}",)), seen(()))


def bad_sheet(target: str = NAME, spf: str = "v=spf1 +all") -> FactSheet:
    """Anyone may mail in its name; the website did not answer; the rest was not looked at."""
    sheet = FactSheet(target)
    sheet.record(dns.ZONE, seen(answer(target, "SOA", "ns1.example. hostmaster.example. 1 2 3 4 5")))
    sheet.record(dns.NAME_SERVERS, seen((host(f"ns1.{target}", 53),)))
    sheet.record(dns.CAA, seen((answer(target, "CAA", '0 issue "letsencrypt.org"'),)))
    sheet.record(mail.MX, seen(answer(target, "MX", f"10 mx.{target}")))
    sheet.record(mail.SPF, seen(mail.SpfLookups(answer(target, "TXT", spf), {})))
    missing = Answer(f"_dmarc.{target}", "TXT", AnswerKind.NO_NAME)
    sheet.record(mail.DMARC, seen(mail.DmarcLookups((missing,), {})))
    for fact in (http.WEB_ADDRESSES, http.PLAIN_VISITS, http.SECURE_VISITS, http.SECURITY_TXT, tls.WEB_ENDPOINTS):
        sheet.observations[fact.key] = Unobserved(Reason.TIMEOUT, f"GET https://{target}/")
    return sheet


def unseen_sheet(reason: Reason, target: str = NAME) -> FactSheet:
    """Nothing could be observed, all for one reason."""
    sheet = FactSheet(target)
    for key in known_facts():
        sheet.observations[key] = Unobserved(reason)
    return sheet


def absent_sheet(target: str = "bestaat-niet.example") -> FactSheet:
    """A name that does not exist."""
    sheet = unseen_sheet(Reason.NOT_LOOKED, target)
    sheet.record(dns.ZONE, seen(Answer(target, "SOA", AnswerKind.NO_NAME)))
    return sheet


def result_of(sheet: FactSheet, **fields: Any) -> ScanResult:
    """What the checks of this version make of a sheet, as far as they were asked for."""
    findings = judge(sheet, (check for check in catalogue().values() if all(fact in sheet for fact in check.needs)))
    values: dict[str, Any] = {"started_at": AT, "duration_s": 4.2, "connections": 31, "queries": 84}
    return ScanResult(sheet.target, sheet=sheet, findings=findings, score=weigh(findings), **{**values, **fields})
