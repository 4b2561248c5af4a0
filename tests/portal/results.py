"""Scan results of fictional companies, judged by the real checks from a few facts."""

from datetime import UTC, datetime
from typing import Any

from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts.dns import NAME_SERVERS, ZONE, Answer, AnswerKind, HostAddresses
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.mail import DMARC, MX, SPF, DmarcLookups, SpfLookups
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult, weigh
from weerbaar.scanner.vocabulary.domain_name import DomainName

AT = datetime(2026, 11, 24, 8, 14, tzinfo=UTC)
BAKERY = "bakkerij-deegrol.example"
_REQUEST = ScanRequest(DomainName(BAKERY))


def a_result(target: str = BAKERY) -> ScanResult:
    """A company without DMARC, with one name server, and whose website nobody looked at."""
    server = HostAddresses("ns1.netkrachtit.example", _seen(("198.18.0.1",)), _seen(()))
    return _judged(
        target,
        (ZONE, Answer(target, "SOA", AnswerKind.RECORDS, ("a. b. 1 2 3 4 5",), target)),
        (NAME_SERVERS, (server,)),
        (MX, Answer(target, "MX", AnswerKind.RECORDS, (f"10 mail.{target}",), target)),
        (SPF, SpfLookups(Answer(target, "TXT", AnswerKind.RECORDS, ("v=spf1 -all",), target), {})),
        (DMARC, DmarcLookups((Answer(f"_dmarc.{target}", "TXT", AnswerKind.NO_NAME),), {})),
    )


def a_result_of_nothing(target: str = "bestaat-niet.example") -> ScanResult:
    """A name that does not exist."""
    return _judged(target, (ZONE, Answer(target, "SOA", AnswerKind.NO_NAME)), reason=Reason.NOT_LOOKED)


def a_silent_result(target: str = BAKERY) -> ScanResult:
    """A scan during which no name server answered."""
    nothing = _not_seen(Reason.DNS_TIMEOUT)
    sheet = FactSheet(target, nothing | {ZONE.key: Unobserved(Reason.DNS_TIMEOUT, f"DNS SOA {target}")})
    return _result(sheet)


def _judged(target: str, *facts: tuple[Fact[Any], Any], reason: Reason = Reason.TIMEOUT) -> ScanResult:
    return _result(FactSheet(target, _not_seen(reason) | {fact.key: _seen(value) for fact, value in facts}))


def _not_seen(reason: Reason) -> dict[str, Any]:
    """What a scan writes down of everything that a visitor may ask for and that it did not see."""
    return {fact.key: Unobserved(reason) for check in granted_checks(_REQUEST) for fact in check.needs}


def _result(sheet: FactSheet) -> ScanResult:
    findings = judge(sheet, granted_checks(_REQUEST))
    return ScanResult(sheet.target, AT, 4.2, sheet, findings, weigh(findings), connections=31, queries=58)


def _seen(value: Any) -> Observed[Any]:
    return Observed(value, AT)
