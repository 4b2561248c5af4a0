"""The campaign: `make fuzz`. Every entry point of every parser gets the same number of texts, then meets the clock.

`FUZZ_EXECUTIONS` is that number. Findings are printed, with the file that holds the text; a finding ends with 1.
With `--save` the outcome is written to `bench/fuzz/recorded.json`, from which `docs/reference/fuzzing.md` is made.
"""

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.fuzz.growth import slow_texts
from tests.scanner.parsers.entry_points import EntryPoint, entry_points

RECORD = Path(__file__).parent / "recorded.json"
OUT = Path(__file__).parents[1] / "out" / "fuzz"


def main() -> int:
    """Attack everything, and say what was found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help="only these entry points")
    options.add_argument("--executions", type=int, default=int(os.environ.get("FUZZ_EXECUTIONS", "50000")))
    options.add_argument("--at-once", type=int, default=2)
    options.add_argument("--save", action="store_true")
    chosen = options.parse_args()
    points = [point for point in entry_points() if not chosen.names or point.name in chosen.names]
    OUT.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with ThreadPoolExecutor(chosen.at_once) as pool:
        attacks = list(pool.map(lambda point: attack(point, chosen.executions), points))
    slow = [finding for point in points for finding in timed(point)]
    findings = [one["finding"] for one in attacks if one["finding"]] + slow
    guided = importlib.util.find_spec("atheris") is not None
    record = {
        "recorded_on": datetime.now(UTC).date().isoformat(),
        "engine": f"atheris {version('atheris')}" if guided else "mutations without coverage",
        "executions_each": chosen.executions,
        "executions": sum(one["executions"] for one in attacks),
        "entry_points": {one["name"]: one["executions"] for one in attacks},
        "findings": findings,
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    for finding in findings:
        print(finding)
    print(
        f"{record['executions']} texts, {len(points)} entry points, {len(findings)} findings, {record['minutes']} minutes"
    )
    if chosen.save:
        RECORD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 1 if findings else 0


def attack(point: EntryPoint, executions: int) -> dict[str, Any]:
    """What became of one entry point: texts tried, and the finding, empty when there is none."""
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        command = [sys.executable, "-m", "bench.fuzz.attack", point.name, str(executions), folder]
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    tried = re.search(r"stat::number_of_executed_units: +(\d+)", ended.stderr)
    finding = "" if ended.returncode == 0 and tried else f"{point.name}: {_last_words(ended.stderr)}"
    return {"name": point.name, "executions": int(tried[1]) if tried else 0, "finding": finding}


def timed(point: EntryPoint) -> list[str]:
    """Texts that take more than their share of time; also what a text too long for the attack makes it raise."""
    try:
        return [f"{point.name}: {text}: {factor:.0f} times as long" for text, factor in slow_texts(point)]
    except Exception as error:  # whatever it is, it is a finding
        return [f"{point.name}: {type(error).__name__}: {str(error)[:80]}"]


def _last_words(text: str) -> str:
    raised = re.findall(r"^\s*(\w*(?:Error|Exception|timeout).*)$", text, re.MULTILINE)
    written = re.findall(r"Test unit written to (\S+)", text)
    return " ".join([*(raised[:1] or text.strip().splitlines()[-1:]), *written[:1]])


if __name__ == "__main__":
    sys.exit(main())
