"""The command as a process: exit codes, pipes, signals, and one sentence for each mistake. Real scans, no network."""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.report.sheets import bad_sheet, result_of
from weerbaar import __version__

Weerbaar = Callable[..., Ended]
PROGRAM = [sys.executable, "-W", "error", "-m", "weerbaar"]


@pytest.fixture
def deaf_resolver() -> Iterator[str]:
    """A name server on loopback that hears every question and answers none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def closed_port() -> str:
    """A place on loopback where nothing listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listening.getsockname()[1]}"


def test_the_version_is_told(weerbaar: Weerbaar) -> None:
    assert weerbaar("--version") == Ended(0, f"weerbaar {__version__}\n", "")


def test_help_names_every_command(weerbaar: Weerbaar) -> None:
    ended = weerbaar("--help")
    assert ended.code == 0
    for command in ("scan", "judge", "checks", "device", "serve"):
        assert command in ended.out
        assert weerbaar(command, "--help").code == 0


def test_the_version_and_help_load_nothing_heavy() -> None:
    code = "import sys, weerbaar.command; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = ("asyncio", "dns", "cryptography", "jinja2", "typst", "django", "publicsuffixlist", "rich.progress", "h11")
    assert [name for name in heavy if name in loaded] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["scan"], "Geef een domeinnaam, zoals: weerbaar scan bedrijf.nl"),
        (["scan", "192.0.2.1"], "192.0.2.1 is een IP-adres. Geef een domeinnaam, zoals bedrijf.nl."),
        (["scan", "2001:db8::1"], "2001:db8::1 is een IP-adres. Geef een domeinnaam, zoals bedrijf.nl."),
        (
            ["scan", "https://bedrijf.nl/contact"],
            "https://bedrijf.nl/contact is een webadres. Geef alleen de domeinnaam. Bedoel je bedrijf.nl?",
        ),
        (
            ["scan", "anna@bedrijf.nl"],
            "anna@bedrijf.nl is een e-mailadres. Geef alleen de domeinnaam. Bedoel je bedrijf.nl?",
        ),
        (["scan", "co.uk"], "co.uk is geen naam van één bedrijf: daaronder registreren anderen hun naam."),
        (["scan", "bedrijf"], "bedrijf lijkt geen domeinnaam: er mist een punt."),
        (["scan", "bed rijf.nl"], "bed rijf.nl heeft een teken dat niet in een domeinnaam kan."),
        (["scan", "a.nl", "--resolver", "ns.nl"], "--resolver: ns.nl is geen adres. Voorbeelden: 192.0.2.53, "),
        (["scan", "a.nl", "--resolver", "192.0.2.1:0"], "--resolver: 192.0.2.1:0 is geen adres."),
        (["scan", "a.nl", "--ca-file", "weg.pem"], "--ca-file: weg.pem is niet te lezen als bestand met certificaten"),
        (["scan", "a.nl", "--allow-range", "10.0.0.1/8"], "--allow-range: 10.0.0.1/8 is geen reeks adressen."),
        (["scan", "a.nl", "--output", "weg/x.pdf"], "weg/x.pdf is niet te schrijven: het bestaat niet."),
        (["scan", "a.nl", "--fail-on", "none"], "none is geen ernst. Kies uit low, medium, high, critical."),
        (["scan", "a.nl", "--timeout", "0"], "0 is geen tijd. Geef seconden van 1 tot 600."),
        (["scan", "a.nl", "--timeout", "nan"], "nan is geen tijd."),
        (["scan", "a.nl", "--concurrency", "veel"], "veel is geen aantal. Geef een getal van 1 tot 500."),
        (["scan", "a.nl", "--lang", "fr"], "fr is geen taal van Weerbaar. Kies nl of en."),
        (["scan", "a.nl", "--format", "docx"], "docx is geen vorm van het rapport. Kies uit text, json, "),
        (["scan", "a.nl", "b.nl", "--format", "pdf"], "De vorm pdf is voor één domein. Kies jsonl, csv, text of sarif"),
        (["scan", "--input", "weg.txt"], "weg.txt is niet te lezen: het bestaat niet."),
        (["scan", "a.nl", "--snel"], "De optie --snel bestaat niet. Kijk bij: weerbaar scan --help"),
        (["judge", "weg.json"], "weg.json is niet te lezen: het bestaat niet."),
        (["judge"], "Dit kan niet zo: "),
        (["dans"], "Dit kan niet zo: No such command 'dans'. Kijk bij: weerbaar --help"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_mistake_gets_one_sentence_and_code_two(
    here: Weerbaar, arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = here(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err


def test_a_name_of_three_hundred_characters_is_refused_without_repeating_it(here: Weerbaar) -> None:
    ended = here("scan", ".".join(["a" * 50] * 6))
    assert ended.code == 2
    assert "is te lang. Een domeinnaam heeft hooguit 253 tekens." in ended.err
    assert len(ended.err) < 140


def test_the_language_of_a_mistake_follows_the_option(weerbaar: Weerbaar) -> None:
    assert weerbaar("scan", "bedrijf", "--lang", "en").err == (
        "bedrijf does not look like a domain name: a dot is missing.\n"
    )
    assert weerbaar("scan", "bedrijf", LANG="C").err.startswith("bedrijf does not look")
    assert weerbaar("scan", "bedrijf", LANG="C", WEERBAAR_LANG="nl").err.startswith("bedrijf lijkt geen")


def test_a_wrong_setting_of_the_environment_is_named(weerbaar: Weerbaar) -> None:
    ended = weerbaar("scan", "a.nl", WEERBAAR_RESOLVER="ergens")
    assert ended.code == 2
    assert ended.err.startswith("WEERBAAR_RESOLVER: ergens is geen adres.")


@pytest.mark.parametrize("kind", ["deaf", "closed"])
def test_a_dead_resolver_is_said_and_the_scan_is_incomplete(
    weerbaar: Weerbaar, deaf_resolver: str, closed_port: str, kind: str
) -> None:
    place = deaf_resolver if kind == "deaf" else closed_port
    started = time.monotonic()
    ended = weerbaar("scan", "bedrijf.nl", "--resolver", place, "--timeout", "2")
    assert ended == Ended(3, "", f"bedrijf.nl: de naamserver {place} gaf geen antwoord.\n")
    assert time.monotonic() - started < 15


def test_a_program_gets_a_document_even_from_a_dead_resolver(weerbaar: Weerbaar, closed_port: str) -> None:
    ended = weerbaar(
        "scan", "-", "--format", "jsonl", "--resolver", closed_port, "--timeout", "2", input="a.nl\nb.nl\n"
    )
    documents = [json.loads(line) for line in ended.out.splitlines()]
    assert sorted(document["target"] for document in documents) == ["a.nl", "b.nl"]
    assert {tuple(document["interruptions"]) for document in documents} == {("resolver-silent",)}
    assert ended.code == 3


def test_ctrl_c_stops_at_once_with_one_line() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.settimeout(20)
        place = f"127.0.0.1:{listening.getsockname()[1]}"
        command = [*PROGRAM, "scan", "bedrijf.nl", "--resolver", place, "--timeout", "60"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            listening.recv(512)  # the first question: the scan has begun
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, b"", b"Gestopt.\n")


def test_a_reader_who_leaves_is_no_trouble(weerbaar: Weerbaar, tmp_path: Path) -> None:
    line = json.dumps(result_of(bad_sheet()).to_json())
    (tmp_path / "veel.jsonl").write_text(f"{line}\n" * 60)
    command = [*PROGRAM, "judge", "veel.jsonl", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 141


def test_judge_reads_standard_input_and_writes_bytes_to_a_pipe(weerbaar: Weerbaar, tmp_path: Path) -> None:
    line = json.dumps(result_of(bad_sheet()).to_json())
    command = [*PROGRAM, "judge", "-", "--format", "pdf"]
    ended = subprocess.run(command, input=line.encode(), capture_output=True, cwd=tmp_path, timeout=30)
    assert ended.stdout.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == []


def test_output_that_knows_only_ascii_gets_ascii(tmp_path: Path) -> None:
    line = json.dumps(result_of(bad_sheet()).to_json())
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LANG": "nl_NL"}
    ended = subprocess.run(
        [*PROGRAM, "judge", "-"], input=line.encode(), capture_output=True, env=environment, timeout=30
    )
    assert ended.returncode == 0
    assert ended.stdout.isascii()
    assert b"! Regel tegen nepmail (DMARC)" in ended.stdout


def on_a_terminal(command: list[str], cwd: Path, columns: str = "80") -> str:
    """What a person at a terminal sees of a command."""
    main, side = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": columns}
    with subprocess.Popen(command, stdin=side, stdout=side, stderr=side, cwd=cwd, env=environment) as process:
        os.close(side)
        seen = b""
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:  # the other side of a pseudo-terminal is closed
                break
            if not part:
                break
            seen += part
        process.wait(timeout=20)
    os.close(main)
    return seen.decode()


def test_on_a_terminal_a_report_is_in_colour_and_a_pdf_becomes_a_file(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(json.dumps(result_of(bad_sheet()).to_json()))
    assert "\x1b[31m" in on_a_terminal([*PROGRAM, "judge", "m.json"], tmp_path)
    seen = on_a_terminal([*PROGRAM, "judge", "m.json", "--format", "pdf"], tmp_path)
    assert seen.strip() == "Het rapport staat in weerbaar-bakkerij-deegrol.example.pdf."
    assert (tmp_path / "weerbaar-bakkerij-deegrol.example.pdf").read_bytes().startswith(b"%PDF-")


def test_on_a_terminal_a_scan_tells_what_it_does(tmp_path: Path, deaf_resolver: str) -> None:
    command = [*PROGRAM, "scan", "bedrijf.nl", "--resolver", deaf_resolver, "--timeout", "2"]
    seen = on_a_terminal(command, tmp_path)
    assert "We kijken naar de domeinnaam." in seen
    assert f"bedrijf.nl: de naamserver {deaf_resolver} gaf geen antwoord." in seen
    many = on_a_terminal([*command, "anders.nl"], tmp_path)
    assert "0 van 2 domeinen gemeten." in many


def test_serve_says_what_to_install_where_the_portal_is_missing(weerbaar: Weerbaar) -> None:
    code = (
        "import sys\n"
        "sys.modules['django'] = None\n"
        "for name in list(sys.modules):\n"
        "    if name.startswith('weerbaar.portal'): del sys.modules[name]\n"
        "from weerbaar.command import run\n"
        "sys.exit(run(['serve']))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert ended.returncode == 2
    assert ended.stderr == "Voor deze opdracht is meer nodig. Installeer: weerbaar[portal]\n"


def test_a_log_is_only_there_when_asked(weerbaar: Weerbaar, closed_port: str) -> None:
    arguments = ("scan", "bedrijf.nl", "--resolver", closed_port, "--timeout", "2")
    assert weerbaar(*arguments).err.count("\n") == 1
    assert "DEBUG" in weerbaar(*arguments, WEERBAAR_LOG_LEVEL="debug").err
