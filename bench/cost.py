"""What a command costs: CPU of it and its children, wall time, and the TCP connections that it opened."""

import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """`connections` counts in the network namespace of this process, so nothing else may run in it."""

    cpu_s: float
    wall_s: float
    connections: int
    exit_code: int
    output: str


def cost_of(command: Sequence[str], *, timeout_s: float = 180.0, text: str | None = None) -> Cost:
    """Run a command and say what it cost; one that takes too long ends with exit code -1."""
    opened, before, start = active_opens(), _children_cpu_s(), time.monotonic()
    try:
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=timeout_s, check=False)
        exit_code, output = done.returncode, done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        exit_code, output = -1, "took too long"
    except FileNotFoundError:
        exit_code, output = -1, "not installed"
    return Cost(_children_cpu_s() - before, time.monotonic() - start, active_opens() - opened, exit_code, output)


def active_opens() -> int:
    """TCP connections opened so far in this network namespace (RFC 4022, tcpActiveOpens)."""
    names, values = [
        line.split() for line in Path("/proc/net/snmp").read_text("ascii").splitlines() if line.startswith("Tcp:")
    ]
    return int(values[names.index("ActiveOpens")])


def _children_cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
