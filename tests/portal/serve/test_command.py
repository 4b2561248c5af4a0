"""`serve`: the whole installation as one command."""

import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.serve.installation import (
    Installation,
    children_of,
    ended,
    eventually,
    free_port,
    is_running,
    status_of,
)

_SERVE = """
import sys
from weerbaar.portal.serve.command import serve
sys.exit(serve(port=int(sys.argv[1]), workers=1, demo=sys.argv[2] == "demo"))
"""


def served(installation: Installation, port: int, demo: bool = False) -> "subprocess.Popen[str]":
    with (installation.folder / "serve.log").open("a") as log:
        return subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(port), "demo" if demo else "-"],
            env=installation.environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    yield Installation(tmp_path / "not" / "there" / "yet")


def said(process: "subprocess.Popen[str]", words: str) -> str:
    assert process.stdout is not None
    text = ""
    while words not in text:
        line = process.stdout.readline()
        assert line, text
        text += line
    return text


@pytest.fixture(autouse=True)
def _folder(installation: Installation) -> None:
    installation.folder.mkdir(parents=True)


def test_it_makes_what_it_needs_says_where_it_is_and_ends_cleanly_on_ctrl_c(installation: Installation) -> None:
    port = free_port()
    with ended(served(installation, port)) as process:
        text = said(process, "Stop with Ctrl-C.")
        assert f"http://localhost:{port}" in text
        assert str(installation.folder) in text
        assert status_of(port) == status_of(port, "/") == 200
        started = children_of(process.pid)
        assert len(started) == 3
        process.send_signal(signal.SIGINT)
        assert process.wait(15) == 0
    assert not any(is_running(pid) for pid in started)
    assert status_of(port) == 0
    assert stat.S_IMODE((installation.folder / "secret-key").stat().st_mode) == 0o600
    assert "Traceback" not in (installation.folder / "serve.log").read_text("utf-8")


def test_a_child_that_dies_is_replaced_and_the_site_lives_on(installation: Installation) -> None:
    port = free_port()
    with ended(served(installation, port)) as process:
        said(process, "Stop with Ctrl-C.")
        (worker,) = [pid for pid, command in children_of(process.pid).items() if "serve.worker" in command]
        os.kill(worker, signal.SIGKILL)

        def replaced() -> bool:
            now = [pid for pid, command in children_of(process.pid).items() if "serve.worker" in command]
            return bool(now) and worker not in now

        eventually(replaced)
        assert status_of(port) == 200


def test_when_it_is_killed_itself_nothing_is_left_behind(installation: Installation) -> None:
    port = free_port()
    with ended(served(installation, port, demo=True)) as process:
        said(process, "Stop with Ctrl-C.")
        family = children_of(process.pid)
        grandchildren = [pid for child in family for pid in children_of(child)]
        assert len(family) == 4
        process.send_signal(signal.SIGKILL)
        process.wait()
        eventually(lambda: not any(is_running(pid) for pid in (*family, *grandchildren)))


def test_a_port_in_use_is_said_in_one_sentence(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = served(installation, port)
        with ended(process):
            assert process.wait(20) == 2
    log = (installation.folder / "serve.log").read_text("utf-8")
    assert log == f"Port {port} on 127.0.0.1 is in use. Choose another with --port.\n"


def test_static_files_come_under_names_that_change_with_their_contents(installation: Installation) -> None:
    port = free_port()
    with ended(served(installation, port)) as process:
        said(process, "Stop with Ctrl-C.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/", headers={"Host": "localhost"})
        page = connection.getresponse().read().decode()
        names = re.findall(r'"(/static/[^"]+)"', page)
        assert len(names) >= 4
        for name in names:
            assert re.search(r"\.[0-9a-f]{12}\.", name)
            connection.request("GET", name, headers={"Host": "localhost", "Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            assert (answer.status, answer.getheader("Cache-Control")) == (
                200,
                "max-age=315360000, public, immutable",
            )
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
        connection.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("WEERBAAR_PUBLIC_URL", "meten.example"), ("WEERBAAR_KEPT_DAYS", "a month"), ("WEERBAAR_LOG_LEVEL", "LOUD")],
)
def test_a_setting_that_cannot_be_used_is_said_in_one_sentence(
    installation: Installation, name: str, value: str
) -> None:
    installation.environment[name] = value
    with ended(served(installation, free_port())) as process:
        assert process.wait(20) == 2
    log = (installation.folder / "serve.log").read_text("utf-8")
    assert log == f"The setting {name} cannot be used: {value!r}. See docs/reference/settings.md.\n"
