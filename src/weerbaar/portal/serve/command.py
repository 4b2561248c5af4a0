"""`weerbaar serve`: web, workers and scheduler as children of one process."""

import contextlib
import http.client
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from weerbaar.portal.config.data_dir import data_dir
from weerbaar.portal.config.environment import InvalidSetting
from weerbaar.portal.serve.children import Children
from weerbaar.portal.serve.prepare import prepare
from weerbaar.scanner.probes.doors.settings import DoorSettings

READY_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.1


def serve(host: str = "127.0.0.1", port: int = 8000, *, workers: int = 2, demo: bool = False) -> int:
    """Run until Ctrl-C or SIGTERM. Returns the exit code: 0 when ended on request, 2 when it could not start.

    `demo` also starts fictional companies on this machine. Everything else comes from the environment
    (docs/reference/settings.md) and is inherited by the children.

    Raises:
        InvalidSettings: a setting of the scanner cannot be used.
    """
    if not _is_free(host, port):
        print(f"Port {port} on {host} is in use. Choose another with --port.", file=sys.stderr)
        return 2
    DoorSettings.from_environment()  # said now, rather than by every worker
    folder = data_dir()
    is_named = "WEERBAAR_PUBLIC_URL" in os.environ
    _set_environment(host, port, folder, demo=demo)
    if demo and not (folder / "weerbaar.sqlite3").is_file():
        print(
            "Making the demonstration, with two years of a business park. The first time takes some seconds.",
            flush=True,
        )
    try:
        prepare(folder)
    except InvalidSetting as error:
        print(
            f"The setting {error.name} cannot be used: {error.value!r}. See docs/reference/settings.md.",
            file=sys.stderr,
        )
        return 2
    ended = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    children = Children(dict(os.environ))
    try:
        _start(children, host, port, workers, folder, ended, demo=demo)
        if _wait_until_ready(children, host, port, ended):
            _greet(host, port, folder, is_named=is_named)
        while not ended.wait(_LOOK_EVERY_S * 5):
            children.mend()
    finally:
        if ended.is_set():
            print("Stopping.", flush=True)
        children.end()
    return 0


def _set_environment(host: str, port: int, folder: Path, *, demo: bool) -> None:
    os.environ["WEERBAAR_DATA_DIR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")
    os.environ.setdefault("WEERBAAR_PUBLIC_URL", f"http://{_name(host)}:{port}")
    if sys.stderr.isatty():  # somebody is watching: say what is wrong, and nothing else
        os.environ.setdefault("WEERBAAR_LOG_LEVEL", "WARNING")
    if demo:
        os.environ["WEERBAAR_DEMO"] = "1"
        os.environ["WEERBAAR_DEMO_STATE"] = str(_demo_state(folder))


def _demo_state(folder: Path) -> Path:
    return folder / "demo" / "state.json"


def _start(
    children: Children, host: str, port: int, workers: int, folder: Path, ended: threading.Event, *, demo: bool
) -> None:
    if demo:
        state = _demo_state(folder)
        state.unlink(missing_ok=True)
        children.add("demo", "weerbaar.demo", "--state", str(state))
        _wait_for(state.is_file, children, ended)
    children.add("web", "weerbaar.portal.serve.web", "--host", host, "--port", str(port))
    for number in range(1, workers + 1):
        children.add(f"worker-{number}", "weerbaar.portal.serve.worker")
    children.add("scheduler", "weerbaar.portal.serve.scheduler")


def _wait_until_ready(children: Children, host: str, port: int, ended: threading.Event) -> bool:
    return _wait_for(lambda: _answers(host, port), children, ended)


def _wait_for(condition: Callable[[], bool], children: Children, ended: threading.Event) -> bool:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and not ended.is_set():
        if condition():
            return True
        children.mend()
        ended.wait(_LOOK_EVERY_S)
    return False


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=2)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    return False


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _greet(host: str, port: int, folder: Path, *, is_named: bool) -> None:
    print(f"\n  Weerbaar is ready: http://{_name(host)}:{port}")
    print(f"  Data is kept in {folder}")
    if host in {"0.0.0.0", "::"} and not is_named:  # noqa: S104 (a question, no binding)
        print("  Other machines get in only when WEERBAAR_PUBLIC_URL names this one.")
    print("  Stop with Ctrl-C.\n", flush=True)


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (a question, no binding)


def _name(host: str) -> str:
    if host in {"127.0.0.1", "0.0.0.0", "::1", "::"}:  # noqa: S104 (a question, no binding)
        return "localhost"
    return f"[{host}]" if ":" in host else host
