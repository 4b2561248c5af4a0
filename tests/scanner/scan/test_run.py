"""A scan keeps its limits, tells what it does, and turns every trouble into a reason."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from weerbaar.scanner.checks.check import Check, Finding, not_determined, passes, undetermined
from weerbaar.scanner.facts import dns, mail
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.usage import Usage
from weerbaar.scanner.probes.probe import Probe, Record, Run, Stage
from weerbaar.scanner.scan import plan as plan_module
from weerbaar.scanner.scan.progress import CheckConcluded, Progress, StageEnded, StageStarted
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import Interruption, ScanResult
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import NotAuthorised
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)


class OneAnswer:
    """A resolver that knows the zone and nothing else."""

    def __init__(self, zone: Observation[dns.Answer], delay_s: float = 0.0) -> None:
        self.zone = zone
        self.delay_s = delay_s

    async def ask(self, name: str, rdtype: str) -> Observation[dns.Answer]:
        await asyncio.sleep(self.delay_s)
        return self.zone


class Keeper:
    """Hands out doors that lead nowhere but to `OneAnswer`."""

    def __init__(self, resolver: OneAnswer) -> None:
        self.resolver = resolver

    def doors(self) -> tuple[Doors, Usage]:
        closed = cast(Any, None)
        return Doors(SystemClock(), cast(Any, self.resolver), closed, closed, closed, closed, closed), Usage(3, 7)


def zone(kind: dns.AnswerKind = dns.AnswerKind.RECORDS) -> Observed[dns.Answer]:
    return Observed(dns.Answer("bakkerij.example", "SOA", kind), NOW)


def fact_check(fact: Any) -> Check:
    """A check that is fine as soon as its fact is observed."""
    check_id = f"test.{fact.key.replace('.', '-')}"

    def run(sheet: FactSheet) -> Finding:
        seen = sheet[fact]
        return undetermined(check_id, seen) if isinstance(seen, Unobserved) else Finding(check_id, "fine")

    return Check(check_id, "?", (fact,), {"fine": passes(), "not-determined": not_determined()}, run, Path())


def probe(name: str, fact: Any, run: Run, intrusiveness: Intrusiveness = Intrusiveness.PASSIVE) -> Probe:
    return Probe(name, (fact,), Stage.MAIL, intrusiveness, run)


def sees(fact: Any, value: object, after_s: float = 0.0) -> Run:
    async def run(target: DomainName, doors: Doors, record: Record) -> None:
        await asyncio.sleep(after_s)
        record(fact, Observed(value, NOW))

    return run


async def measure(
    monkeypatch: pytest.MonkeyPatch,
    probes: list[Probe],
    resolver: OneAnswer | None = None,
    timeout_s: float = 5.0,
    heard: list[Progress] | None = None,
) -> ScanResult:
    by_fact: Mapping[str, Probe] = {fact.key: probe for probe in probes for fact in probe.provides}
    monkeypatch.setattr(plan_module, "provider_of", lambda: by_fact)
    keeper = cast(DoorKeeper, Keeper(resolver or OneAnswer(zone())))
    checks = [fact_check(fact) for probe in probes for fact in probe.provides]
    listener = heard.append if heard is not None else None
    request = ScanRequest(DomainName.parse("bakkerij.example"), timeout_s)
    return await scan(request, keeper, checks=checks, listener=listener)


def outcomes(result: ScanResult) -> dict[str, object]:
    return {finding.check: finding.evidence.get("reason", finding.outcome) for finding in result.findings}


async def test_what_probes_see_is_judged_as_it_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Progress] = []
    probes = [probe("slow", mail.MX, sees(mail.MX, "x", 0.05)), probe("fast", mail.TLS_RPT, sees(mail.TLS_RPT, "y"))]
    result = await measure(monkeypatch, probes, heard=heard)
    assert outcomes(result) == {"test.mail-mx": "fine", "test.mail-tls-rpt": "fine"}
    assert heard[0] == StageStarted(Stage.MAIL)
    assert heard[-1] == StageEnded(Stage.MAIL)
    concluded = [progress for progress in heard if isinstance(progress, CheckConcluded)]
    assert [(p.finding.check, p.done, p.total) for p in concluded] == [
        ("test.mail-tls-rpt", 1, 2),
        ("test.mail-mx", 2, 2),
    ]
    assert (result.connections, result.queries) == (3, 7)


async def test_a_probe_that_takes_too_long_costs_only_its_own_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [probe("endless", mail.MX, sees(mail.MX, "x", 60)), probe("fast", mail.TLS_RPT, sees(mail.TLS_RPT, "y"))]
    result = await measure(monkeypatch, probes, timeout_s=0.1)
    assert outcomes(result) == {"test.mail-mx": "time-limit", "test.mail-tls-rpt": "fine"}
    assert result.interruptions == (Interruption.TIME_LIMIT,)
    assert result.duration_s < 2


async def test_a_bug_in_a_probe_is_said_and_costs_only_its_own_facts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(target: DomainName, doors: Doors, record: Record) -> None:
        raise ZeroDivisionError

    probes = [probe("broken", mail.MX, broken), probe("fast", mail.TLS_RPT, sees(mail.TLS_RPT, "y"))]
    with caplog.at_level(logging.ERROR):
        result = await measure(monkeypatch, probes)
    assert outcomes(result) == {"test.mail-mx": "bug-in-probe", "test.mail-tls-rpt": "fine"}
    assert result.interruptions == (Interruption.BUG,)
    assert "ZeroDivisionError" in caplog.text


async def test_a_name_that_does_not_exist_is_not_looked_at_further(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [probe("fast", mail.MX, sees(mail.MX, "x"))]
    result = await measure(monkeypatch, probes, OneAnswer(zone(dns.AnswerKind.NO_NAME)))
    assert outcomes(result) == {"test.mail-mx": "not-looked"}
    assert result.interruptions == (Interruption.NO_SUCH_DOMAIN,)
    assert result.score.value is None


async def test_an_alias_to_a_dead_name_exists_and_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = dns.Answer("bakkerij.example", "SOA", dns.AnswerKind.NO_NAME, owner="gone.host.example")
    result = await measure(monkeypatch, [probe("fast", mail.MX, sees(mail.MX, "x"))], OneAnswer(Observed(dead, NOW)))
    assert outcomes(result) == {"test.mail-mx": "fine"}
    assert Interruption.NO_SUCH_DOMAIN not in result.interruptions


@pytest.mark.parametrize("resolver", [OneAnswer(Unobserved(Reason.DNS_TIMEOUT)), OneAnswer(zone(), delay_s=60)])
async def test_a_silent_resolver_is_said_as_such(monkeypatch: pytest.MonkeyPatch, resolver: OneAnswer) -> None:
    result = await measure(monkeypatch, [probe("fast", mail.MX, sees(mail.MX, "x"))], resolver, timeout_s=0.1)
    assert outcomes(result) == {"test.mail-mx": "dns-timeout"}
    assert result.interruptions == (Interruption.RESOLVER_SILENT,)


async def test_cancelling_a_scan_cancels_its_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = asyncio.Event()

    async def endless(target: DomainName, doors: Doors, record: Record) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    task = asyncio.create_task(measure(monkeypatch, [probe("endless", mail.MX, endless)]))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_more_intrusive_looking_than_granted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [probe("ports", mail.MX, sees(mail.MX, "x"), Intrusiveness.ACTIVE)]
    with pytest.raises(NotAuthorised):
        await measure(monkeypatch, probes)


async def test_a_check_whose_fact_nobody_provides_fails_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "provider_of", dict)
    keeper = cast(DoorKeeper, Keeper(OneAnswer(zone())))
    with pytest.raises(LookupError, match=r"mail\.mx"):
        await scan(ScanRequest(DomainName("bakkerij.example")), keeper, checks=[fact_check(mail.MX)])
