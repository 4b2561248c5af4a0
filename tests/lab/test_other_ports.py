"""Ports that need the owner's agreement: shown with it, and without it not one packet goes there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable}
SCAN = "python -m weerbaar scan x-rdp-0001.nl x-redis-0001.nl good-0001.nl --format jsonl"

pytestmark = pytest.mark.lab


@pytest.fixture(scope="module")
def seen() -> list[str]:
    """Counters, a scan from outside, counters, a scan with the agreement, counters."""
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    count = "lab/forbidden-packets other-ports; lab/forbidden-packets"
    steps = f'{SCAN}; echo ---; {count}; echo ---; {SCAN} --authorisation "$WEERBAAR_AUTHORISATION"; echo ---; {count}'
    ended = subprocess.run(
        [RUN, "--quiet", "sh", "-c", steps],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
        cwd=ROOT,
        timeout=180,
    )
    return ended.stdout.split("---\n")


def exposures(lines: str) -> dict[str, set[str]]:
    """What was found about other ports, by company."""
    documents = [json.loads(line) for line in lines.splitlines()]
    return {
        document["target"]: {
            f"{one['check']}/{one['outcome']}" for one in document["findings"] if one["check"].startswith("exposure.")
        }
        for document in documents
    }


def test_without_an_agreement_nothing_is_concluded_and_no_packet_goes_there(seen: list[str]) -> None:
    assert exposures(seen[0]) == {"x-rdp-0001.nl": set(), "x-redis-0001.nl": set(), "good-0001.nl": set()}
    assert seen[1].split() == ["0", "0"]


def test_with_the_agreement_what_is_open_is_found(seen: list[str]) -> None:
    found = exposures(seen[2])
    assert "exposure.remote-desktop/open" in found["x-rdp-0001.nl"]
    assert "exposure.databases/open" in found["x-redis-0001.nl"]
    assert "exposure.databases/closed" in found["good-0001.nl"]


def test_the_counter_counts_and_forbidden_places_stay_unvisited(seen: list[str]) -> None:
    other_ports, forbidden = seen[3].split()
    assert int(other_ports) >= 3 * 2 * 14
    assert forbidden == "0"
