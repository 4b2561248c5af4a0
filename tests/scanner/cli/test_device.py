"""`weerbaar device` as a process on this very device: it shows, and sends only when somebody says yes."""

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.parsers.test_device_osquery import MACOS, WINDOWS
from tests.scanner.probes.doors.test_delivery import Receiver, receiver
from weerbaar.scanner.parsers import device_osquery
from weerbaar.scanner.report.device_report import Origin, read_device_report

Weerbaar = Callable[..., Ended]
NOTHING_SENT = "Er is niets verstuurd. Bewaren: --json BESTAND. Versturen: --send ADRES --code CODE.\n"


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=1)


@pytest.fixture
def osquery_log(tmp_path: Path) -> Path:
    """Results of one device, as old as the recordings are."""
    path = tmp_path / "osqueryd.results.log"
    path.write_text("\n".join(WINDOWS))
    return path


def test_without_options_it_shows_everything_and_sends_nothing(weerbaar: Weerbaar) -> None:
    ended = weerbaar("device")
    assert (ended.code, ended.err) == (0, NOTHING_SENT)
    assert ended.out.startswith("Dit apparaat\n")
    message = ended.out[ended.out.index("{\n") :]
    report = read_device_report(message.encode(), soon())
    assert report.origin is Origin.WEERBAAR


def test_the_message_names_neither_this_machine_nor_its_people(weerbaar: Weerbaar) -> None:
    ended = weerbaar("device", "--json", "-")
    names = {os.uname().nodename, os.environ.get("USER", ""), os.environ.get("HOME", ""), str(Path.home())}
    for name in names - {"", "/", "root"}:
        assert name not in ended.out
    assert "/" not in ended.out.replace("apt-get --simulate", "")


def test_the_message_can_be_saved_instead(weerbaar: Weerbaar, tmp_path: Path) -> None:
    ended = weerbaar("device", "--json", "apparaat.json")
    assert ended == Ended(0, "", "Het bericht staat in apparaat.json. Er is niets verstuurd.\n")
    assert read_device_report((tmp_path / "apparaat.json").read_bytes(), soon())


def test_on_standard_output_the_message_stands_alone(weerbaar: Weerbaar) -> None:
    ended = weerbaar("device", "--json", "-")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["kind"] == "weerbaar-device"


def test_results_of_osquery_are_shown_in_the_same_way(weerbaar: Weerbaar, osquery_log: Path) -> None:
    ended = weerbaar("device", "--osquery", str(osquery_log), "--lang", "en")
    assert ended.code == 0
    assert "by osquery, read with Weerbaar" in ended.out
    assert "Windows, version 26200" in ended.out
    assert "laptop-van-anna" not in ended.out


def test_the_pack_for_osquery_is_printed_whole(weerbaar: Weerbaar) -> None:
    ended = weerbaar("device", "--osquery-pack")
    assert ended == Ended(0, device_osquery.pack(), "")
    assert "weerbaar_windows_disk_encryption" in json.loads(ended.out)["queries"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--send", "https://portal.example/d"], "Versturen kan alleen met --send en --code samen."),
        (["--code", "AB12"], "Versturen kan alleen met --send en --code samen."),
        (["--send", "http://portal.example/d", "--code", "AB12"], "http://portal.example/d is geen adres om naar te"),
        (["--send", "https://portal.example/d", "--code", "AB 12"], "AB 12 is geen code."),
        (["--send", "https://portal.example/d", "--code", "AB12"], "Er is niemand die ja kan zeggen."),
        (
            ["--send", "https://portal.example", "--code", "AB12", "--json", "x"],
            "Kies een van beide: --send of --json.",
        ),
        (["--send", "https://portal.example", "--code", "AB12", "--yes", "--ca-file", "weg.pem"], "weg.pem is niet te"),
        (["--osquery", "weg.log"], "weg.log is niet te lezen: het bestaat niet."),
        (["--json", "weg/x.json"], "weg/x.json is niet te schrijven: het bestaat niet."),
        (["--lang", "fr"], "fr is geen taal van Weerbaar."),
        (["--stuur"], "De optie --stuur bestaat niet. Kijk bij: weerbaar device --help"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_mistake_gets_one_sentence_and_code_two(
    here: Weerbaar, arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = here("device", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{}", "geen osquery", "\n".join([*MACOS, WINDOWS[0].replace("anna", "bram")])])
def test_a_file_without_our_results_is_refused(
    here: Weerbaar, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log").write_text(text)
    ended = here("device", "--osquery", "log")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "In log staan geen uitkomsten van onze vragen aan osquery.\n"


def test_with_yes_exactly_what_was_shown_is_sent(weerbaar: Weerbaar, osquery_log: Path) -> None:
    with receiver() as site:
        address = f"http://127.0.0.1:{site.port}/devices"
        ended = weerbaar("device", "--osquery", str(osquery_log), "--send", address, "--code", "AB12-CD34", "--yes")
    assert (ended.code, ended.err) == (0, "Het bericht is verstuurd naar 127.0.0.1.\n")
    ((path, headers, body),) = site.requests
    assert path == "/devices"
    assert headers["authorization"] == "Bearer AB12-CD34"
    assert ended.out.endswith("\n" + body.decode())


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (403, "127.0.0.1 kent dit adres of deze code niet (403).\n"),
        (500, "127.0.0.1 nam het bericht niet aan (500).\n"),
        (302, "127.0.0.1 nam het bericht niet aan (302).\n"),
    ],
)
def test_a_message_that_is_not_taken_is_code_three(
    here: Weerbaar, osquery_log: Path, status: int, sentence: str
) -> None:
    with receiver(status) as site:
        address = f"http://127.0.0.1:{site.port}/"
        ended = here("device", "--osquery", str(osquery_log), "--send", address, "--code", "AB12", "--yes")
    assert (ended.code, ended.err) == (3, sentence)


def typed(answer: str, log: Path, site: Receiver) -> tuple[int, str]:
    """The exit code and what stood on the terminal when a person typed this answer."""
    address = f"http://127.0.0.1:{site.port}/"
    command = [sys.executable, "-W", "error", "-m", "weerbaar", "device", "--osquery", str(log)]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*command, "--send", address, "--code", "AB12"], stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    give_up = time.monotonic() + 30
    while b"Typ ja of nee:" not in shown and time.monotonic() < give_up:
        shown += os.read(ours, 4096)
    assert site.requests == [], "nothing may be sent before the answer"
    os.write(ours, answer.encode())
    while process.poll() is None:
        shown += read_what_is_left(ours)
    shown += read_what_is_left(ours)
    os.close(ours)
    return process.returncode, shown.decode()


def read_what_is_left(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says EIO when the other side of a terminal is closed
        return b""


@pytest.mark.parametrize("answer", ["ja\n", "Y\n"])
def test_a_person_who_says_yes_sends(osquery_log: Path, answer: str) -> None:
    with receiver() as site:
        code, shown = typed(answer, osquery_log, site)
    assert code == 0
    assert len(site.requests) == 1
    assert f"Dit bericht versturen naar http://127.0.0.1:{site.port}/?" in shown
    assert "Het bericht is verstuurd" in shown


@pytest.mark.parametrize("answer", ["nee\n", "\n", "\x04"])
def test_any_other_answer_sends_nothing(osquery_log: Path, answer: str) -> None:
    with receiver() as site:
        code, shown = typed(answer, osquery_log, site)
    assert code == 0
    assert site.requests == []
    assert "Er is niets verstuurd." in shown
