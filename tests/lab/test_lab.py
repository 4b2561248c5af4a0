"""The lab starts, shows its faults, and leaves nothing behind however it ends."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lab import addresses
from lab.table import archetypes, companies

ROOT = Path(__file__).parents[2]
RUN = ROOT / "lab" / "run"
ENVIRONMENT = {**os.environ, "PYTHON": sys.executable}

pytestmark = pytest.mark.lab


@pytest.fixture(autouse=True)
def needs_the_lab() -> None:
    """Skip, with the reason that the lab itself gives, where this machine cannot run it."""
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    assert check.returncode == 0, check.stderr


def lab(*command: str, timeout_s: float = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RUN, *command], capture_output=True, text=True, timeout=timeout_s, check=False, env=ENVIRONMENT, cwd=ROOT
    )


def family(pid: int) -> set[tuple[int, str]]:
    """A process and all below it, each as its number and its start, so that a number used again is not mistaken."""
    parents: dict[int, tuple[int, str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if fields[0] != "Z":
            parents[int(folder.name)] = (int(fields[1]), fields[19])
    found = {pid} & set(parents)
    while more := {child for child, (parent, _) in parents.items() if parent in found} - found:
        found |= more
    return {(one, parents[one][1]) for one in found}


def alive(processes: set[tuple[int, str]]) -> set[tuple[int, str]]:
    return {one for pid, start in processes for one in family(pid) if one == (pid, start)}


@pytest.mark.parametrize("mail", [[], ["--own-mail"]], ids=["usual-mail", "own-mail"])
def test_independent_tools_find_every_fault(mail: list[str]) -> None:
    ended = lab(*mail, "python", "lab/prove.py", timeout_s=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    proofs, companies = re.search(r"(\d+) proofs of (\d+) companies in \d+ s, 0 failed", ended.stdout).groups()
    assert int(proofs) > 3000
    assert int(companies) > 140


def test_it_says_when_it_is_ready_and_ends_as_the_command_ends() -> None:
    ended = lab("sh", "-c", "exit 42")
    assert ended.returncode == 42
    ready = re.fullmatch(r"lab: ready in (\d+\.\d) s, mail by .*\n", ended.stderr)
    assert float(ready[1]) < 15


def test_the_command_finds_what_a_scan_needs() -> None:
    seen = lab("--quiet", "sh", "-c", 'env; lab/truth hsts-short-0001.nl; head -n 1 "$WEERBAAR_CA_FILE"')
    lines = seen.stdout.splitlines()
    assert "WEERBAAR_RESOLVER=127.0.0.1:53" in lines
    assert "WEERBAAR_ALLOW_RANGES=198.18.0.0/15,2001:db8::/32" in lines
    assert "WEERBAAR_BOGUS_NAMES=boguslab.nl" in lines
    assert lines[-2:] == ["web.hsts/short", "-----BEGIN CERTIFICATE-----"]
    assert seen.stderr == ""


def test_an_interrupt_reaches_the_command() -> None:
    ended = lab("--quiet", "python", "-c", "import signal; print(signal.getsignal(signal.SIGINT))")
    assert "default_int_handler" in ended.stdout


def test_two_labs_run_side_by_side() -> None:
    both = [subprocess.Popen([RUN, "--quiet", "sleep", "1"], env=ENVIRONMENT) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]


def test_a_larger_lab_has_more_companies() -> None:
    *_, last = companies(len(archetypes()) + 2)
    asking = f"lab/truth {last.domain}; kdig +short @127.0.0.1 {last.domain}"
    ended = lab("--companies", str(last.index + 1), "sh", "-c", asking)
    assert last.domain == "good-nsec-0002.nl"
    assert ended.stdout.split() == [addresses.company(last.index).ipv4]


def test_nothing_is_left_of_what_the_command_left_running() -> None:
    seconds = f"600.{os.getpid()}"
    ended = lab("--quiet", "sh", "-c", f"sleep {seconds} & exit 0")
    assert ended.returncode == 0
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert f"sleep {seconds}" not in running


def test_a_lab_killed_while_it_generates_leaves_a_cache_that_the_next_one_mends(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "WEERBAAR_LAB_DIR": str(tmp_path)}
    with subprocess.Popen([RUN, "true"], env=environment) as running:
        while not list(tmp_path.glob(".building-*/zones/*")):
            assert running.poll() is None
            time.sleep(0.01)
        processes = family(running.pid)
        running.kill()
    end = time.monotonic() + 5
    while alive(processes) and time.monotonic() < end:
        time.sleep(0.02)
    assert alive(processes) == set()
    assert subprocess.run([RUN, "--quiet", "true"], env=environment, timeout=60, check=False).returncode == 0
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 2
    assert left[1] == "lock"


def refusal(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {**ENVIRONMENT, **changes}
    return subprocess.run([RUN, "true"], capture_output=True, text=True, check=False, env=environment)


def test_a_machine_without_namespaces_is_told_so_in_one_sentence(tmp_path: Path) -> None:
    fake = tmp_path / "unshare"
    fake.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
    fake.chmod(0o755)
    ended = refusal(PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert ended.returncode == 77
    assert ended.stderr == "lab: the kernel refuses network namespaces (unshare failed: Operation not permitted).\n"


def test_a_machine_without_the_python_is_told_so_in_one_sentence() -> None:
    ended = refusal(PYTHON="/nowhere/python")
    assert ended.returncode == 77
    assert ended.stderr == "lab: there is no Python at /nowhere/python.\n"
