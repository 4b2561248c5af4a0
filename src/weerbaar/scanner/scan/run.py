"""Lets the probes of a plan look at one target, at the same time and within the limit, and judges as facts come in."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from weerbaar.scanner.checks.check import Check, Finding
from weerbaar.scanner.checks.judge import judge_one
from weerbaar.scanner.facts.dns import ZONE
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.probes.doors.doors import Doors
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.probe import Probe, Stage
from weerbaar.scanner.scan.plan import Plan, granted_checks, plan
from weerbaar.scanner.scan.progress import CheckConcluded, Listener, StageEnded, StageStarted
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult, weigh

T = TypeVar("T")
_log = logging.getLogger(__name__)


async def scan(
    request: ScanRequest,
    keeper: DoorKeeper,
    *,
    listener: Listener | None = None,
    checks: Iterable[Check] | None = None,
) -> ScanResult:
    """Measure one domain, by every check that the request grants unless `checks` are given.

    Never raises for trouble of the world; what was not seen is on the sheet with its reason.

    Raises:
        NotAuthorised: a check needs more intrusive looking than the request grants.
    """
    work = plan(request, granted_checks(request) if checks is None else checks)
    doors, usage = keeper.doors()
    doors = replace(doors, authorisation=request.authorisation)
    started_at, start = doors.clock.now(), doors.clock.monotonic()
    bench = _Workbench(request.target.ascii, work, listener or (lambda progress: None))
    if await _exists(request, doors, bench):
        await bench.look(request, doors)
    bench.finish(Reason.TIME_LIMIT)
    findings = bench.findings()
    return ScanResult(
        target=request.target.ascii,
        started_at=started_at,
        duration_s=doors.clock.monotonic() - start,
        sheet=bench.sheet,
        findings=findings,
        score=weigh(findings),
        connections=usage.connections,
        queries=usage.queries + usage.census,
    )


async def _exists(request: ScanRequest, doors: Doors, bench: "_Workbench") -> bool:
    """Whether it makes sense to look further: not for a name that does not exist, nor when no resolver answers."""
    try:
        async with asyncio.timeout(request.timeout_s):
            zone = await doors.resolver.ask(request.target.ascii, "SOA")
    except TimeoutError:
        zone = Unobserved(Reason.DNS_TIMEOUT, f"DNS SOA {request.target}")
    absent = isinstance(zone, Observed) and zone.value.says_no_such_name
    silent = isinstance(zone, Unobserved) and zone.reason is Reason.DNS_TIMEOUT
    if absent or silent:
        bench.record(ZONE, zone)
        bench.finish(zone.reason if isinstance(zone, Unobserved) else Reason.NOT_LOOKED)
    return not (absent or silent)


class _Workbench:
    """The sheet of one scan and the checks that still wait for facts."""

    def __init__(self, target: str, work: Plan, listener: Listener) -> None:
        self.sheet = FactSheet(target)
        self._work = work
        self._listener = listener
        self._missing = {check.id: {fact.key for fact in check.needs} for check in work.checks}
        self._waiting: dict[str, list[str]] = {}  # by fact, the checks that need it
        for check in work.checks:
            for key in self._missing[check.id]:
                self._waiting.setdefault(key, []).append(check.id)
        self._checks = {check.id: check for check in work.checks}
        self._found: dict[str, Finding] = {}
        self._open_stages = {stage: {p.name for p in work.probes if p.stage is stage} for stage in Stage}

    def record(self, fact: Fact[T], observation: Observation[T]) -> None:
        """Write down a fact and judge every check that waited for just this one."""
        self.sheet.record(fact, observation)
        for check_id in self._waiting.pop(fact.key, ()):
            self._missing[check_id].discard(fact.key)
            if not self._missing[check_id]:
                self._conclude(check_id)

    async def look(self, request: ScanRequest, doors: Doors) -> None:
        """Run all probes until they are done or the time is up."""
        for stage in Stage:
            if self._open_stages[stage]:
                self._listener(StageStarted(stage))
        tasks = [asyncio.create_task(self._run(probe, request, doors)) for probe in self._work.probes]
        try:
            await asyncio.wait(tasks, timeout=request.timeout_s)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def finish(self, reason: Reason) -> None:
        """Say of every fact that is still missing why it is, so that each check gets its finding."""
        for probe in self._work.probes:
            for fact in probe.provides:
                if fact not in self.sheet:
                    self.record(fact, Unobserved(reason))

    def findings(self) -> tuple[Finding, ...]:
        """One finding per check, in the order of the plan."""
        return tuple(self._found[check.id] for check in self._work.checks)

    async def _run(self, probe: Probe, request: ScanRequest, doors: Doors) -> None:
        try:
            await probe.run(request.target, doors, self.record)
        except Exception:
            # A bug in one probe must not cost the others their facts; the log has the traceback.
            _log.exception("probe %s failed", probe.name)
            self._fill(probe, Reason.BUG_IN_PROBE)
        else:
            self._fill(probe, Reason.NOT_LOOKED)
        self._open_stages[probe.stage].discard(probe.name)
        if not self._open_stages[probe.stage]:
            self._listener(StageEnded(probe.stage))

    def _fill(self, probe: Probe, reason: Reason) -> None:
        for fact in probe.provides:
            if fact not in self.sheet:
                missing: Fact[Any] = fact
                self.record(missing, Unobserved(reason))

    def _conclude(self, check_id: str) -> None:
        finding = judge_one(self._checks[check_id], self.sheet)
        self._found[check_id] = finding
        self._listener(CheckConcluded(finding, len(self._found), len(self._checks)))
