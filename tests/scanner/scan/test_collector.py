"""Python's collector looks less often while scans run, and still looks."""

import subprocess
import sys


def test_it_looks_less_often_and_still_looks() -> None:
    code = (
        "import gc; from weerbaar.scanner.scan.collector import relax_collector; before = gc.get_threshold()\n"
        "relax_collector(); after = gc.get_threshold(); print(gc.isenabled(), after[0] > before[0], gc.get_freeze_count() > 0)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "True", "True"]
