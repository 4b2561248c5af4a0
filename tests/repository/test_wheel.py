"""The distribution, not the tree: built, installed in an environment of its own, and used from an empty folder."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest

ROOT = Path(__file__).parents[2]
PORTAL_PACKAGES = ("django", "granian", "whitenoise", "django-csp", "django-htmx", "django-tasks", "django-tasks-db")
pytestmark = pytest.mark.wheel


def run(*command: object, cwd: Path = ROOT, expect: int = 0) -> str:
    """The output of a command that ends with this exit code."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The folder with the programs of a fresh environment that holds the wheel and what it needs, as pipx makes it."""
    venv = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", venv)
    pip = (venv / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--quiet")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*pip, "--no-deps", wheel)
    return venv / "bin"


@contextmanager
def serving(programs: Path, folder: Path) -> Iterator[str]:
    """The address of `weerbaar serve` while it runs; ends it as Ctrl-C does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "WEERBAAR_DATA_DIR": str(folder / "data")}
    log = folder / "log.txt"
    with log.open("w") as output:
        command = [programs / "weerbaar", "serve", "--port", str(port), "--demo"]
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
    try:
        wait_for_page(f"http://localhost:{port}/", log)
        yield f"http://localhost:{port}/"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0, log.read_text()
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in log.read_text()


def wait_for_page(address: str, log: Path) -> None:
    give_up = time.monotonic() + 180
    while time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError(log.read_text())


def fetch(address: str) -> tuple[str, bytes]:
    """Content type and body of a page that is there."""
    with urllib.request.urlopen(address, timeout=10) as response:
        assert response.status == 200
        return response.headers["Content-Type"], response.read()


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    listed = run("git", "-c", "safe.directory=*", "ls-files", "src/weerbaar").split()
    wanted = {name.removeprefix("src/") for name in listed if (ROOT / name).is_file()}
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert wanted - held == set()
    assert {name for name in held if name.endswith(("/LICENSE", "/THIRD_PARTY.md"))}


def test_the_wheel_answers_from_itself_and_not_from_the_tree(installed: Path, tmp_path: Path) -> None:
    place = run(installed / "python", "-c", "import weerbaar; print(weerbaar.__file__)", cwd=tmp_path).strip()
    assert place.startswith(str(installed.parent))
    version = run(installed / "python", "-c", "import weerbaar; print(weerbaar.__version__)", cwd=tmp_path).strip()
    assert version in run(installed / "weerbaar", "--version", cwd=tmp_path)


def test_the_wheel_serves_its_pages_and_every_file_they_use(installed: Path, tmp_path: Path) -> None:
    with serving(installed, tmp_path) as address:
        kind, body = fetch(address)
        assert kind.startswith("text/html")
        static = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', body.decode()))
        assert any(path.endswith(".css") for path in static)
        kinds = {}
        for path in static:
            kinds[path], content = fetch(urljoin(address, path))
            if path.endswith(".css"):
                for name in re.findall(rb"url\([\"']?([^\"')]+)", content):
                    target = urljoin(urljoin(address, path), name.decode())
                    if target.startswith(address):
                        kinds[target], _ = fetch(target)
        assert any(path.endswith(".woff2") for path in kinds)
        assert all(kind.startswith("text/css") for path, kind in kinds.items() if path.endswith(".css"))


def test_the_wheel_scans_a_demonstration_company(installed: Path, tmp_path: Path) -> None:
    command = (installed / "weerbaar", "demo", "veiligwachtbeveiliging.example", "--format", "json")
    result = json.loads(run(*command, cwd=tmp_path))
    assert result["complete"]
    assert "FAIL" not in {finding["status"] for finding in result["findings"]}


def test_without_the_portal_the_scanner_works_and_serve_says_what_is_missing(installed: Path, tmp_path: Path) -> None:
    run(installed / "python", "-m", "pip", "uninstall", "--yes", "--quiet", *PORTAL_PACKAGES)
    assert "mail.dmarc-policy" in run(installed / "weerbaar", "checks", cwd=tmp_path)
    message = run(installed / "weerbaar", "serve", cwd=tmp_path, expect=2)
    assert "weerbaar[portal]" in message
    assert "Traceback" not in message
