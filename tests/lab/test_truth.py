"""The whole catalogue against the whole lab: every expected outcome is found, and no other."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAB = ROOT / "lab" / "run"


def needs_the_lab() -> None:
    """Skip, with the reason that the lab itself gives, where this machine cannot run it."""
    check = subprocess.run([LAB, "--check"], capture_output=True, text=True, check=False)
    if check.returncode != 0:
        pytest.skip(check.stderr.strip())


@pytest.mark.lab
def test_every_expected_outcome_is_found_and_no_other() -> None:
    needs_the_lab()
    done = subprocess.run(
        [LAB, "--quiet", sys.executable, ROOT / "lab" / "accept.py"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    figures = re.search(r"(\d+) companies: (\d+) expected outcomes found, 0 missed, 0 unexpected", done.stdout)
    assert figures is not None
    assert int(figures[1]) >= 80
    assert int(figures[2]) >= 200


@pytest.mark.lab
@pytest.mark.parametrize("name", ["private-0001.nl", "private-mx-0001.nl"])
def test_the_guard_stays_on_in_the_lab_for_private_addresses(name: str) -> None:
    needs_the_lab()
    scan = [sys.executable, "-m", "weerbaar", "scan", name, "--format", "json"]
    done = subprocess.run([LAB, "--quiet", *scan], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert '"address-not-allowed"' in done.stdout


@pytest.mark.lab
def test_an_address_that_is_global_to_everybody_needs_no_open_range() -> None:
    needs_the_lab()
    scan = 'unset WEERBAAR_ALLOW_RANGES; exec "$0" -m weerbaar scan guard-global-0001.nl --format json'
    done = subprocess.run(
        [LAB, "--quiet", "sh", "-c", scan, sys.executable], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"check": "web.https", "outcome": "reachable"' in re.sub(r"\s+", " ", done.stdout)


@pytest.mark.lab
def test_without_open_ranges_nothing_of_an_ordinary_lab_company_is_connected_to() -> None:
    needs_the_lab()
    scan = 'unset WEERBAAR_ALLOW_RANGES; exec "$0" -m weerbaar scan good-0001.nl --format json'
    done = subprocess.run(
        [LAB, "--quiet", "sh", "-c", scan, sys.executable], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 3
    assert '"connections": 0,' in re.sub(r"\s+", " ", done.stdout)
