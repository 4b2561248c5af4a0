"""Help from end to end, in a real browser against the real servers of the lab: see `provider_walk.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.lab, pytest.mark.browser]
ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}


def test_three_providers_five_companies_and_one_area() -> None:
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        pytest.skip("there is no Chromium here")
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    command = [RUN, "--quiet", "--changeable", sys.executable, "-m", "tests.journeys.provider_walk"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False, env=ENVIRONMENT, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "each company has ordered for itself" in ran.stdout
