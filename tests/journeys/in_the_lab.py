"""Runs a walk inside the lab, for the tests of the journeys."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT)}


def walked(module: str, *, timeout_s: float) -> str:
    """What the walk printed; skips on a machine that has no Chromium or cannot make network namespaces."""
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        pytest.skip("there is no Chromium here")
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    command = [RUN, "--quiet", "--changeable", sys.executable, "-m", module]
    ran = subprocess.run(
        command, capture_output=True, text=True, timeout=timeout_s, check=False, env=ENVIRONMENT, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
