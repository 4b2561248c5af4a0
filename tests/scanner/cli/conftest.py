"""Commands run as a person runs them: another process, with its own environment and no network but loopback."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from weerbaar.command import run


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("WEERBAAR_", "LC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.fixture
def weerbaar(tmp_path: Path) -> Callable[..., Ended]:
    """A real process in an empty folder."""

    def call(*arguments: str, input: str = "", **environment: str) -> Ended:  # noqa: A002 (as subprocess names it)
        ended = subprocess.run(
            [sys.executable, "-W", "error", "-m", "weerbaar", *arguments],
            input=input.encode(),
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **environment},
            timeout=60,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return call


@pytest.fixture
def here(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ended]:
    """The same in this process: quicker, for what needs no process of its own."""

    def call(*arguments: str) -> Ended:
        code = run(list(arguments))
        captured = capfdbinary.readouterr()
        return Ended(code, captured.out.decode(), captured.err.decode())

    return call
