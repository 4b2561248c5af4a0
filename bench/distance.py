"""Scans many domains that are far away, in a lab with a delay box, and adds what it saw to bench/out/latest.json."""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path

from bench.ours import whole
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.probes.doors.settings import DoorSettings
from weerbaar.scanner.scan.collector import relax_collector
from weerbaar.scanner.scan.event_loop import run
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.run import scan
from weerbaar.scanner.vocabulary.domain_name import DomainName

# So many at once share one core: each gets the time to end, or unfinished scans would pass for quick ones.
_TIMEOUT_S = 300.0
OUT = Path(__file__).parent / "out"


async def one_by_one(domains: list[str]) -> dict[str, float]:
    """Wall seconds of scans that have the machine for themselves; the first one, which loads everything, is not counted."""
    took = []
    async with DoorKeeper(DoorSettings.from_environment()) as keeper:
        for domain in domains:
            start = time.monotonic()
            await scan(ScanRequest(DomainName.parse(domain)), keeper)
            took.append(time.monotonic() - start)
    return {"domains": len(took) - 1, "median_s": statistics.median(took[1:]), "longest_s": max(took[1:])}


def main() -> int:
    """Measure, and write beside what is there."""
    relax_collector()  # as the command does
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--delay-ms", type=float, required=True, help="as the lab was told, for the record")
    options.add_argument("--at-once", type=int, default=200)
    options.add_argument("--most", type=int, default=2000, help="domains for the crowd")
    options.add_argument("--alone", type=int, default=25)
    chosen = options.parse_args()
    there = json.loads(Path(os.environ["WEERBAAR_LAB_TRUTH"]).read_text("utf-8"))
    # A smaller lab than that of the first half has not all of its companies.
    domains = [name for name in (OUT / "domains.txt").read_text("utf-8").split() if name in there]
    figures = {
        "delay_ms_each_way": chosen.delay_ms,
        "at_once": chosen.at_once,
        "alone": run(one_by_one(domains[: chosen.alone + 1])),
        "crowd": run(whole(domains[: chosen.most], chosen.at_once, _TIMEOUT_S)),
    }
    latest = json.loads((OUT / "latest.json").read_text("utf-8"))
    (OUT / "latest.json").write_text(json.dumps({**latest, "distance": figures}, indent=2) + "\n", "utf-8")
    print(json.dumps({"distance": figures}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
