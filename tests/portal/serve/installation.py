"""An installation of its own in a temporary folder, and the processes of it."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MADE = tempfile.TemporaryDirectory(prefix="weerbaar-tables-")
QUICK = {"WEERBAAR_BEAT": "0.2", "WEERBAAR_SILENCE": "1"}
_PREPARE = "import sys; from pathlib import Path; from weerbaar.portal.serve.prepare import prepare; prepare(Path(sys.argv[1]))"


@dataclass
class Installation:
    """Everything that a process of ours needs to know, and what can be asked of its database."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("WEERBAAR_")}
        clean |= {"DJANGO_SETTINGS_MODULE": "weerbaar.portal.config.settings", "WEERBAAR_DATA_DIR": str(self.folder)}
        self.environment = clean | self.environment

    def prepare(self) -> None:
        """Secret, tables, static files. Tables are made once for all installations of a run: that takes longest."""
        own, made = self.folder / "weerbaar.sqlite3", Path(_MADE.name) / "weerbaar.sqlite3"
        if made.is_file():
            shutil.copyfile(made, own)
        subprocess.run([sys.executable, "-c", _PREPARE, str(self.folder)], env=self.environment, check=True)
        if not made.is_file():
            shutil.copyfile(own, made)

    def start(self, module: str, *arguments: str, **options: Any) -> "subprocess.Popen[str]":
        """One process of ours; its output is kept in a file, so that it never waits for a reader."""
        with (self.folder / f"{module}.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *arguments], env=self.environment, stderr=log, text=True, **options
            )

    def ask(self, code: str) -> str:
        """What a piece of Python prints that runs with this installation's models."""
        script = f"import django; django.setup()\nfrom weerbaar.portal.scans.models import ScanRun\n{code}"
        ran = subprocess.run(
            [sys.executable, "-c", script], env=self.environment, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def start_scan(self, target: str = "bakkerij-deegrol.example") -> str:
        """The token of a new private link."""
        return self.ask(
            "from weerbaar.portal.scans.services.start_scan import start_scan\n"
            "from weerbaar.portal.core.actors import Visitor\n"
            "from weerbaar.scanner.vocabulary.domain_name import DomainName\n"
            "from weerbaar.scanner.vocabulary.language import Language\n"
            f"print(start_scan(DomainName({target!r}), actor=Visitor('192.0.2.7'), language=Language.NL).token)"
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, read beside all processes."""
        database = sqlite3.connect(f"file:{self.folder / 'weerbaar.sqlite3'}?mode=ro", uri=True, timeout=20)
        with contextlib.closing(database):
            return database.execute(query).fetchall()

    def events(self) -> list[str]:
        """The audit words so far."""
        return [word for (word,) in self.rows("SELECT word FROM audit_event ORDER BY at")]

    def run_fields(self, names: str) -> tuple[Any, ...]:
        """Fields of the first run."""
        return self.rows(f"SELECT {names} FROM scans_scanrun ORDER BY queued_at")[0]

    def state(self) -> str:
        """The state of the first run."""
        return str(self.run_fields("state")[0])


def eventually(condition: Callable[[], Any], within_s: float = 20.0) -> Any:
    """What the condition gives as soon as it is true of something; fails when that takes too long."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"still not so after {within_s} s")


@contextlib.contextmanager
def ended(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """The process, which is gone afterwards whatever happens."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout:
            process.stdout.close()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(port: int, path: str = "/healthz") -> int:
    """What the web server answers; 0 when it does not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status
    return 0


def is_running(pid: int) -> bool:
    """Whether this process is there and not only waiting to be buried."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def children_of(pid: int) -> dict[int, str]:
    """Processes that this one started, with their command lines."""
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            parent = int((entry / "stat").read_text("ascii").rpartition(")")[2].split()[1])
            if parent == pid:
                found[number] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found
