"""`weerbaar scan` reads what was typed, measures many at once, and prints in the order that readers need.

Scans themselves are replaced by stored facts here; `test_command.py` and the lab run real ones.
"""

import asyncio
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.report.sheets import absent_sheet, bad_sheet, result_of, unseen_sheet
from weerbaar.scanner.cli import measuring
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult

Here = Callable[..., Ended]


class Scans:
    """Gives facts by the first label of the name: `weg` does not exist, `stil` is silent, `traag` takes long."""

    def __init__(self) -> None:
        self.asked: list[ScanRequest] = []
        self.open = 0
        self.most = 0

    async def __call__(self, request: ScanRequest, keeper: object, *, listener: object = None) -> ScanResult:
        self.asked.append(request)
        self.open += 1
        self.most = max(self.most, self.open)
        label, name = request.target.labels[0], request.target.ascii
        await asyncio.sleep(0.05 if label.startswith("traag") else 0.001)
        self.open -= 1
        if label == "ctrl-c":
            raise KeyboardInterrupt
        if label == "weg":
            return result_of(absent_sheet(name))
        if label == "stil":
            return result_of(unseen_sheet(Reason.DNS_TIMEOUT, name))
        return result_of(bad_sheet(name))


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> Scans:
    scans = Scans()
    monkeypatch.setattr(measuring, "scan", scans)
    return scans


def test_one_domain_gives_a_report_in_the_language_of_the_person(here: Here, scans: Scans) -> None:
    ended = here("scan", "een.example")
    assert ended.code == 0
    assert ended.out.startswith("een.example\nGemeten van buiten op 24 november 2026 om 09.14 uur.\n")
    assert ended.err == ""
    assert here("scan", "een.example", "--lang", "en").out.splitlines()[1].startswith("Measured from outside")


@pytest.mark.parametrize(("threshold", "code"), [("low", 1), ("HIGH", 1), ("critical", 0)])
def test_fail_on_turns_a_finding_into_an_exit_code(here: Here, scans: Scans, threshold: str, code: int) -> None:
    assert here("scan", "een.example", "--fail-on", threshold).code == code


def test_json_is_one_document(here: Here, scans: Scans) -> None:
    document = json.loads(here("scan", "een.example", "--format", "json").out)
    assert document["target"] == "een.example"
    assert document["schema"] == 1


def test_json_lines_come_as_scans_end(here: Here, scans: Scans) -> None:
    lines = here("scan", "traag.example", "een.example", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["target"] for line in lines] == ["een.example", "traag.example"]


def test_text_comes_in_the_order_of_the_names(here: Here, scans: Scans) -> None:
    out = here("scan", "traag.example", "een.example", "twee.example").out
    heads = [line for line in out.splitlines() if line in ("traag.example", "een.example", "twee.example")]
    assert heads == ["traag.example", "een.example", "twee.example"]


def test_csv_has_one_header_and_the_order_of_the_names(here: Here, scans: Scans) -> None:
    out = here("scan", "traag.example", "een.example", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert list(dict.fromkeys(row["target"] for row in rows)) == ["traag.example", "een.example"]
    assert out.count("target,measured_at") == 1


def test_sarif_is_one_log_in_the_order_of_the_names(here: Here, scans: Scans) -> None:
    log = json.loads(here("scan", "traag.example", "een.example", "--format", "sarif").out)
    assert [call["properties"]["target"] for call in log["runs"][0]["invocations"]] == ["traag.example", "een.example"]


def test_no_more_scans_are_open_than_asked(here: Here, scans: Scans) -> None:
    names = [f"traag{n}.example" for n in range(12)]
    assert len(here("scan", *names, "--format", "jsonl", "--concurrency", "3").out.splitlines()) == 12
    assert scans.most == 3
    scans.most = 0
    here("scan", *names, "--format", "jsonl")
    assert scans.most == 12


def test_the_time_limit_is_handed_on(here: Here, scans: Scans) -> None:
    here("scan", "een.example", "--timeout", "7.5")
    assert scans.asked[0].timeout_s == 7.5


def test_a_folder_gets_a_file_for_each_domain(here: Here, scans: Scans, tmp_path: Path) -> None:
    ended = here("scan", "een.example", "twee.example", "--format", "pdf", "--output", f"{tmp_path}/rapporten/")
    files = sorted(tmp_path.glob("rapporten/*"))
    assert [file.name for file in files] == ["weerbaar-een.example.pdf", "weerbaar-twee.example.pdf"]
    assert all(file.read_bytes().startswith(b"%PDF-1.") for file in files)
    assert ended.err.count("Het rapport staat in ") == 2
    assert ended.out == ""


def test_a_file_gets_the_whole_report(here: Here, scans: Scans, tmp_path: Path) -> None:
    file = tmp_path / "rapport.html"
    assert here("scan", "een.example", "--output", str(file)).out == ""
    assert file.read_text("utf-8").startswith("<!doctype html>")


def test_wrong_names_are_said_with_their_line_and_the_rest_is_scanned(here: Here, scans: Scans, tmp_path: Path) -> None:
    file = tmp_path / "namen.txt"
    file.write_text("een.example\n10.0.0.1\n\ntwee.example\nhttp://drie.example/\n")
    ended = here("scan", "--input", str(file), "--format", "jsonl")
    assert ended.code == 2
    assert len(ended.out.splitlines()) == 2
    assert ended.err.splitlines() == [
        "Regel 2: 10.0.0.1 is een IP-adres. Geef een domeinnaam, zoals bedrijf.nl.",
        "Regel 5: http://drie.example/ is een webadres. Geef alleen de domeinnaam. Bedoel je drie.example?",
    ]


def test_a_name_that_does_not_exist_is_one_sentence_for_a_person(here: Here, scans: Scans) -> None:
    ended = here("scan", "weg.example")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "weg.example: deze domeinnaam bestaat niet.\n"


def test_a_program_still_gets_its_document(here: Here, scans: Scans) -> None:
    ended = here("scan", "weg.example", "een.example", "--format", "jsonl")
    documents = {line["target"]: line for line in map(json.loads, ended.out.splitlines())}
    assert documents["weg.example"]["interruptions"] == ["no-such-domain"]
    assert ended.code == 2


def test_a_silent_resolver_is_named(here: Here, scans: Scans) -> None:
    ended = here("scan", "stil.example", "--resolver", "192.0.2.53:5353")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == "stil.example: de naamserver 192.0.2.53:5353 gaf geen antwoord.\n"
    assert "van dit systeem" in here("scan", "stil.example").err


def test_what_has_no_report_does_not_hold_up_the_others(here: Here, scans: Scans) -> None:
    ended = here("scan", "weg.example", "een.example", "--format", "text")
    assert ended.out.startswith("een.example\n")
    assert ended.code == 2


def test_nothing_to_print_leaves_no_file_behind(here: Here, scans: Scans, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    assert here("scan", "weg.example", "--output", str(file)).code == 2
    assert not file.exists()


def test_ctrl_c_is_one_line(here: Here, scans: Scans) -> None:
    ended = here("scan", "ctrl-c.example")
    assert (ended.code, ended.out, ended.err) == (130, "", "Gestopt.\n")


def test_options_stand_over_the_environment_and_a_range_is_added(
    here: Here, scans: Scans, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    original = measuring.DoorKeeper
    monkeypatch.setattr(measuring, "DoorKeeper", lambda settings: seen.append(settings) or original(settings))
    monkeypatch.setenv("WEERBAAR_RESOLVER", "192.0.2.1")
    monkeypatch.setenv("WEERBAAR_ALLOW_RANGES", "198.51.100.0/24")
    here("scan", "een.example", "--allow-range", "203.0.113.0/24", "--allow-range", "2001:db8::/32")
    here("scan", "een.example", "--resolver", "[2001:db8::53]:5300")
    assert seen[0].resolver.address == "192.0.2.1"
    assert [str(network) for network in seen[0].allow_ranges] == [
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
    ]
    assert (seen[1].resolver.address, seen[1].resolver.port) == ("2001:db8::53", 5300)


def test_a_bug_in_a_scan_is_said_without_a_traceback(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(request: ScanRequest, keeper: object, *, listener: object = None) -> ScanResult:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(measuring, "scan", broken)
    ended = here("scan", "een.example", "twee.example", "--format", "jsonl")
    assert ended.code == 3
    assert ended.err == ("Bij ons ging iets mis (ZeroDivisionError). Zet WEERBAAR_LOG_LEVEL=DEBUG om te zien wat.\n")
