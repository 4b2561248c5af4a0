"""What an independent tool says of one company, in the terms of one of our checks."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ENVIRONMENTS = Path(__file__).parents[1] / "out" / "env"


@dataclass(frozen=True, slots=True)
class Opinion:
    """`fault` is whether the tool sees the fault that `check` is about; `said` are its own words, shortened."""

    domain: str
    check: str
    fault: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A company as the tools need it: its web host, if it has an address, and its mail hosts."""

    domain: str
    web: bool
    mail_hosts: tuple[str, ...]
    name_servers: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Covered:
    """Of a check, the outcomes that answer the same question as the tool; empty means every failing one."""

    outcomes: frozenset[str] = frozenset()


def outcomes(*names: str) -> Covered:
    """The outcomes by name."""
    return Covered(frozenset(names))


def run(command: Sequence[str], *, text: str | None = None, timeout_s: float = 60, complaints: bool = False) -> str:
    """What a command printed, first on its standard output; nothing when it took too long.

    Raises:
        FileNotFoundError: the tool is not installed; `bench/oracles/run` installs it.
    """
    ca = os.environ.get("WEERBAAR_CA_FILE", "")
    trusted = dict.fromkeys(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"), ca)
    try:
        ended = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
            env={**os.environ, **trusted},
        )
    except subprocess.TimeoutExpired:
        return ""
    return ended.stdout + (ended.stderr if complaints else "")


def worst(domain: str, check: str, parts: Iterable[tuple[bool, str]]) -> Opinion | None:
    """One opinion out of those on several hosts; None when there are none."""
    seen = list(parts)
    if not seen:
        return None
    faults = [said for fault, said in seen if fault]
    return Opinion(domain, check, bool(faults), (faults or [said for _, said in seen])[0])
