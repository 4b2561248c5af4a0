"""The door to the device, with real programs of our own in a folder of the test."""

import gzip
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.probes.doors import machine as module
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.machine import Command, Output, ThisMachine


@pytest.fixture
def machine(tmp_path: Path) -> ThisMachine:
    return ThisMachine(SystemClock(), {"HOME": "/nowhere", "SECRET": "s3cret"}, (str(tmp_path), "/usr/bin", "/bin"))


def program(folder: Path, text: str, mode: int = 0o755) -> Command:
    path = folder / "tool"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(mode)
    return Command("a tool", "tool")


def reason(seen: object) -> Reason:
    assert isinstance(seen, Unobserved)
    return seen.reason


def test_a_program_leaves_its_code_and_both_texts(machine: ThisMachine, tmp_path: Path) -> None:
    command = program(tmp_path, "echo yes; echo no >&2; exit 3")
    assert machine.run(command) == Output(3, "yes\n", "no\n")


def test_arguments_reach_the_program_as_they_are(machine: ThisMachine, tmp_path: Path) -> None:
    program(tmp_path, 'printf "%s|" "$@"')
    output = machine.run(Command("a tool", "tool", ("$(id)", "; ls", "a b")))
    assert output == Output(0, "$(id)|; ls|a b|")


def test_a_program_that_is_not_there_is_no_such_tool(machine: ThisMachine) -> None:
    assert machine.run(Command("a name", "no-such-program")) == Unobserved(Reason.NO_SUCH_TOOL, "a name")


def test_a_program_outside_the_folders_of_the_system_is_not_started(tmp_path: Path) -> None:
    command = program(tmp_path, "echo started")
    by_path = ThisMachine(SystemClock(), {"PATH": str(tmp_path)})
    assert reason(by_path.run(command)) is Reason.NO_SUCH_TOOL


def test_a_program_that_may_not_be_started_is_not_permitted(machine: ThisMachine, tmp_path: Path) -> None:
    assert reason(machine.run(program(tmp_path, "echo yes", 0o644))) is Reason.NOT_PERMITTED


def test_a_file_that_is_no_program_fails(machine: ThisMachine, tmp_path: Path) -> None:
    (tmp_path / "tool").write_bytes(b"\x7fELF\x00")
    (tmp_path / "tool").chmod(0o755)
    assert reason(machine.run(Command("a tool", "tool"))) is Reason.TOOL_FAILED


def test_a_program_that_hangs_is_ended_with_all_it_started(machine: ThisMachine, tmp_path: Path) -> None:
    program(tmp_path, f"sleep 30 & echo $! > {tmp_path}/child; wait")
    started = time.monotonic()
    assert reason(machine.run(Command("a tool", "tool", timeout_s=0.5))) is Reason.TIMEOUT
    assert time.monotonic() - started < 10
    child = int((tmp_path / "child").read_text())
    give_up = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < give_up:
        time.sleep(0.02)
    assert not is_alive(child)


def test_a_program_does_not_stay_behind_when_we_are_interrupted(tmp_path: Path) -> None:
    program(tmp_path, f"echo $$ > {tmp_path}/itself; sleep 30")
    code = (
        "from weerbaar.scanner.probes.doors.clock import SystemClock;"
        "from weerbaar.scanner.probes.doors.machine import Command, ThisMachine;"
        f"ThisMachine(SystemClock(), {{}}, ({str(tmp_path)!r}, '/usr/bin', '/bin')).run(Command('a', 'tool'))"
    )
    ours = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    give_up = time.monotonic() + 20
    while not ((tmp_path / "itself").is_file() and (tmp_path / "itself").read_text()) and time.monotonic() < give_up:
        time.sleep(0.02)
    ours.send_signal(signal.SIGINT)
    assert ours.wait(20) != 0
    assert not is_alive(int((tmp_path / "itself").read_text()))


def is_alive(process: int) -> bool:
    """Whether it still runs: one that ended and waits to be collected by its new parent does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_program_that_says_too_much_is_too_large(
    machine: ThisMachine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    assert reason(machine.run(program(tmp_path, "head -c 2000 /dev/zero"))) is Reason.TOO_LARGE
    assert reason(machine.run(program(tmp_path, "head -c 2000 /dev/zero >&2"))) is Reason.TOO_LARGE


def test_a_program_sees_nothing_of_the_environment_but_what_it_needs(machine: ThisMachine, tmp_path: Path) -> None:
    output = machine.run(program(tmp_path, "env"))
    assert isinstance(output, Output)
    assert "s3cret" not in output.text
    assert "HOME=/nowhere" in output.text
    assert "LC_ALL=C" in output.text


def test_a_program_has_nothing_to_read(machine: ThisMachine, tmp_path: Path) -> None:
    assert machine.run(program(tmp_path, "cat; echo end")) == Output(0, "end\n")


def test_bytes_that_are_no_text_are_replaced(machine: ThisMachine, tmp_path: Path) -> None:
    assert machine.run(program(tmp_path, r"printf '\377\376ok'")) == Output(0, "��ok")


def test_files_are_read_and_packed_ones_unpacked(machine: ThisMachine, tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"plain")
    (tmp_path / "log.1.gz").write_bytes(gzip.compress(b"packed"))
    assert machine.read(str(tmp_path / "log")) == b"plain"
    assert machine.read(str(tmp_path / "log.1.gz")) == b"packed"


@pytest.mark.parametrize("content", [b"no gzip", gzip.compress(b"x" * 100)[:-8] + b"wrong..."])
def test_a_packed_file_that_is_broken_fails(machine: ThisMachine, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log.1.gz").write_bytes(content)
    assert reason(machine.read(str(tmp_path / "log.1.gz"))) is Reason.TOOL_FAILED


def test_a_small_file_that_unpacks_to_a_huge_one_is_too_large(machine: ThisMachine, tmp_path: Path) -> None:
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * (module.MOST_BYTES * 4)))
    assert reason(machine.read(str(tmp_path / "bomb.gz"))) is Reason.TOO_LARGE


def test_what_is_no_plain_file_is_not_read(machine: ThisMachine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason(machine.read(str(tmp_path / "pipe"))) is Reason.NO_SUCH_TOOL
    assert reason(machine.read(str(tmp_path))) is Reason.NO_SUCH_TOOL
    assert reason(machine.read(str(tmp_path / "absent"))) is Reason.NO_SUCH_TOOL


def test_when_a_file_was_written_is_told(machine: ThisMachine, tmp_path: Path) -> None:
    (tmp_path / "stamp").touch()
    os.utime(tmp_path / "stamp", (1_764_000_000, 1_764_000_000))
    assert machine.modified_at(str(tmp_path / "stamp")) == datetime.fromtimestamp(1_764_000_000, UTC)
    assert reason(machine.modified_at(str(tmp_path / "absent"))) is Reason.NO_SUCH_TOOL


def test_a_moment_has_whole_seconds_and_a_zone(machine: ThisMachine) -> None:
    assert machine.now().microsecond == 0
    assert machine.now().tzinfo is UTC
