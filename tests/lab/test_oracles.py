"""Two independent tools agree with us on names and signatures, on every run. The others take minutes: `make oracles`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lab.table import companies

ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable}
# The companies whose fault lies in their names, and some without.
ABOUT_NAMES = ("dns", "caa", "unsigned", "alias", "ipv6-", "mx-insecure", "good-nsec", "good-cname", "empty", "nomail")

pytestmark = pytest.mark.lab


def test_kdig_and_delv_agree_with_us_on_names() -> None:
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    if shutil.which("delv") is None:
        pytest.skip("delv is missing; lab/packages.txt names the packages.")
    chosen = [company.domain for company in companies() if company.archetype.id.startswith(ABOUT_NAMES)]
    options = [word for domain in chosen for word in ("--domain", domain)]
    ended = subprocess.run(
        [RUN, "--quiet", "python", "-m", "bench.oracles", "kdig", "delv", *options],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    compared = re.search(r"(\d+) comparisons, \d+ differ", ended.stdout)
    assert compared is not None
    assert int(compared[1]) > 10 * len(chosen)
