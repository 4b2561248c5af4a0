"""Our own figures, measured inside one process: the whole scan, and each part of it."""

import argparse
import asyncio
import json
import resource
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.cost import active_opens
from bench.lab_cpu import lab_cpu_s
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.probes.mail_hosts import exchanges, greeted_address
from weerbaar.scanner.probes.probe import probes
from weerbaar.scanner.scan.collector import relax_collector
from weerbaar.scanner.scan.event_loop import run
from weerbaar.scanner.scan.request import DEFAULT_TIMEOUT_S, ScanRequest
from weerbaar.scanner.scan.result import Interruption
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

PARTS = {
    "mail": ("mail_exchange", "spf", "dmarc", "dkim", "mta_sts", "tls_rpt"),
    "headers": ("website",),
    "lookalikes": ("lookalikes",),
}
ROUNDS = 200
MAIL_ROUNDS = 10  # a mail host is visited four times a second at most


def cpu_s() -> float:
    """CPU seconds of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def resident_mib() -> float:
    """Memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20


async def whole(domains: list[str], concurrency: int, timeout_s: float = DEFAULT_TIMEOUT_S) -> dict[str, Any]:
    """Full default scans of distinct domains; memory is the growth of the peak over the second half.

    `resident_mib` holds what the process held after each quarter of the domains. `lab_cpu_ms_per_domain` is what the servers
    of the lab used meanwhile, which is no cost of ours.
    `cores_used` is how much of a core the machine gave us: well below one, and wall times are those of a busy machine.
    """
    waiting = iter(domains)
    totals = {"connections": 0, "queries": 0, "incomplete": 0}
    peaks: list[int] = []
    took: list[float] = []
    resident: list[float] = []
    async with DoorKeeper(DoorSettings.from_environment()) as keeper:
        await scan(ScanRequest(DomainName.parse(domains[0])), keeper)  # imports and the trust store are not counted

        async def worker() -> None:
            for domain in waiting:
                result = await scan(ScanRequest(DomainName.parse(domain), timeout_s), keeper)
                took.append(result.duration_s)
                totals["incomplete"] += Interruption.TIME_LIMIT in result.interruptions
                if len(took) * 4 // len(domains) > len(resident):
                    resident.append(resident_mib())
                totals["connections"] += result.connections
                totals["queries"] += result.queries
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

        start, before, lab_before = time.monotonic(), cpu_s(), lab_cpu_s()
        await asyncio.gather(*(worker() for _ in range(concurrency)))
        wall_s, used_s, lab_used = time.monotonic() - start, cpu_s() - before, lab_cpu_s() - lab_before
    count = len(domains)
    took.sort()
    return {
        "domains": count,
        "event_loop": type(asyncio.get_running_loop()).__module__.partition(".")[0],
        "scan_cpu_ms_per_domain": 1000 * used_s / count,
        "wall_ms_per_domain": 1000 * wall_s / count,
        "domains_per_second": count / wall_s,
        "domains_per_second_per_core": count / used_s,
        "connections_per_domain": totals["connections"] / count,
        "queries_per_domain": totals["queries"] / count,
        "cores_used": used_s / wall_s,
        "scan_wall_median_s": took[count // 2],
        "scan_wall_95th_s": took[count * 95 // 100],
        "cut_short_by_time_limit": totals["incomplete"],
        "lab_cpu_ms_per_domain": 1000 * sum(lab_used.values()) / count,
        "lab_cpu_ms_per_domain_by_server": {name: 1000 * used / count for name, used in sorted(lab_used.items())},
        "resident_mib": resident,
        "peak_mib": peaks[-1] / 1024,
        "peak_growth_second_half_mib": (peaks[-1] - peaks[len(peaks) // 2]) / 1024,
    }


async def part(name: str, domain: str) -> dict[str, float]:
    """One part again and again against one domain, in fresh doors each time."""
    chosen = [probe for probe in probes() if probe.name in PARTS[name] and probe.intrusiveness is Intrusiveness.PASSIVE]
    target = DomainName.parse(domain)

    async def once(keeper: DoorKeeper) -> None:
        doors, _ = keeper.doors()
        await asyncio.gather(*(probe.run(target, doors, lambda fact, seen: None) for probe in chosen))

    return await _repeat(once)


async def tls_survey(domain: str) -> dict[str, float]:
    """The versions and the survey of one endpoint, without the one completed handshake."""

    async def once(keeper: DoorKeeper) -> None:
        doors, _ = keeper.doors()
        answer = await doors.resolver.ask(domain, "A")
        address = answer.value.records[0]  # type: ignore[union-attr]
        await doors.tls.versions(domain, address, 443)
        await doors.surveyor.survey(domain, address, 443, ["TLSv1.2", "TLSv1.3"])

    return await _repeat(once)


async def mail_host(domain: str) -> dict[str, float]:
    """Everything about the first mail host: its greeting and its survey, kept for nobody. The pauses are in its wall time."""

    async def once(keeper: DoorKeeper) -> None:
        doors, _ = keeper.doors()
        mx = await doors.resolver.ask(domain, "MX")
        host = exchanges(mx.value)[0][1]  # type: ignore[union-attr]
        address = await greeted_address(host, doors)
        assert address is not None and doors.mail_surveyor is not None
        session = await doors.smtp.greet(host, address)
        await doors.mail_surveyor.survey(host, address, session.tls.value)  # type: ignore[union-attr]

    return await _repeat(once, rounds=MAIL_ROUNDS)


async def _repeat(once: Callable[[DoorKeeper], Awaitable[None]], rounds: int = ROUNDS) -> dict[str, float]:
    async with DoorKeeper(replace(DoorSettings.from_environment(), keep_greetings_s=0)) as keeper:
        await once(keeper)
        opened, start, before = active_opens(), time.monotonic(), cpu_s()
        for _ in range(rounds):
            await once(keeper)
        wall_s, used_s = time.monotonic() - start, cpu_s() - before
    return {
        "cpu_ms": 1000 * used_s / rounds,
        "wall_ms": 1000 * wall_s / rounds,
        "connections": (active_opens() - opened) / rounds,
    }


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--domains", type=Path, required=True)
    options.add_argument("--concurrency", type=int, default=50)
    options.add_argument("--one", required=True)
    options.add_argument("--only-whole", action="store_true", help="the whole scan, and none of its parts")
    options.add_argument(
        "--own-loop", action="store_true", help="in Python's own event loop, also where uvloop is installed"
    )
    chosen = options.parse_args()
    relax_collector()  # as the command does
    domains = chosen.domains.read_text("utf-8").split()

    async def everything() -> dict[str, object]:
        figures: dict[str, object] = {"whole": await whole(domains, chosen.concurrency)}
        if not chosen.only_whole:
            figures["tls"] = await tls_survey(chosen.one)
            figures["mail_host"] = await mail_host(chosen.one)
            for name in PARTS:
                figures[name] = await part(name, chosen.one)
        return figures

    print(json.dumps(asyncio.run(everything()) if chosen.own_loop else run(everything())))


if __name__ == "__main__":
    main()
