"""Child processes: started, started again, ended together, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.portal.serve.installation import eventually, is_running
from weerbaar.portal.serve import children as module
from weerbaar.portal.serve.children import Child, Children

LIVES = """
import pathlib, sys, time
from weerbaar.portal.serve.lifeline import hold_lifeline
hold_lifeline()
pathlib.Path(sys.argv[1]).write_text(str(__import__("os").getpid()))
time.sleep(60)
"""


@pytest.fixture
def lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a module that lives for a minute unless somebody ends it."""
    (tmp_path / "lives.py").write_text(LIVES)
    (tmp_path / "dies.py").write_text("raise SystemExit(3)")
    (tmp_path / "deaf.py").write_text(
        "import signal, sys, time, pathlib\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "pathlib.Path(sys.argv[1]).touch()\ntime.sleep(60)"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def pid_in(path: Path) -> int:
    return int(eventually(lambda: path.is_file() and path.read_text()))


def test_a_child_that_is_killed_is_started_again(lives: Path) -> None:
    children = Children(dict(os.environ))
    try:
        children.add("one", "lives", str(lives / "pid"))
        first = pid_in(lives / "pid")
        os.kill(first, signal.SIGKILL)
        (lives / "pid").unlink()

        def lives_again() -> bool:
            children.mend()
            return (lives / "pid").is_file()

        eventually(lives_again)
        assert pid_in(lives / "pid") != first
    finally:
        children.end()


def test_a_child_that_keeps_dying_is_started_less_and_less_often(lives: Path) -> None:
    now = [1000.0]
    children = Children(dict(os.environ), clock=lambda: now[0])
    pauses = []
    try:
        child = children.add("one", "dies")
        for _ in range(4):
            assert child.process is not None
            child.process.wait()
            children.mend()
            pauses.append(child.again_at - now[0])
            now[0] = child.again_at - 0.01
            children.mend()
            assert child.process is None
            now[0] = child.again_at
            children.mend()
        assert pauses == [0.5, 1.0, 2.0, 4.0]
    finally:
        if child.process:
            child.process.wait()
        children.end()


def test_a_child_that_was_well_for_a_minute_is_forgiven_its_past(lives: Path) -> None:
    now = [1000.0]
    children = Children(dict(os.environ), clock=lambda: now[0])
    child = Child("one", (), died=9)
    child.process = subprocess.Popen([sys.executable, "-c", "pass"])
    child.process.wait()
    child.started_at, now[0] = 1000.0, 1061.0
    children.members.append(child)
    children.mend()
    assert child.again_at - now[0] == module.FIRST_PAUSE_S
    children.end()


def test_all_children_end_with_us_even_one_that_does_not_listen(lives: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_S", 1.0)
    children = Children(dict(os.environ))
    children.add("good", "lives", str(lives / "pid"))
    deaf = children.add("deaf", "deaf", str(lives / "deaf"))
    good = pid_in(lives / "pid")
    eventually((lives / "deaf").is_file)
    start = time.monotonic()
    children.end()
    assert time.monotonic() - start < 5
    assert not is_running(good)
    assert deaf.process is not None
    assert deaf.process.returncode == -signal.SIGKILL


def test_when_the_parent_is_killed_its_children_end_by_themselves(lives: Path) -> None:
    parent = (
        "import os, time\nfrom weerbaar.portal.serve.children import Children\n"
        f"Children(dict(os.environ)).add('one', 'lives', {str(lives / 'pid')!r})\ntime.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", parent])
    child = pid_in(lives / "pid")
    process.send_signal(signal.SIGKILL)
    process.wait()
    eventually(lambda: not is_running(child))
