"""Who asked us to stay away is not measured: one sentence, and not one question is asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.report.sheets import bad_sheet, result_of
from weerbaar.scanner.cli import measuring
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult

Here = Callable[..., Ended]
SENTENCE = "bakkerij.example wil niet gemeten worden. Dat doen we dan ook niet.\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were asked of the scanner, which answers with stored facts."""
    names: list[str] = []

    async def scan(request: ScanRequest, keeper: object, *, listener: object = None) -> ScanResult:
        names.append(request.target.ascii)
        return result_of(bad_sheet(request.target.ascii))

    monkeypatch.setattr(measuring, "scan", scan)
    return names


@pytest.fixture
def opt_out(tmp_path: Path) -> str:
    path = tmp_path / "niet-meten.txt"
    path.write_text("bakkerij.example # per brief\n192.0.2.0/24\n", "utf-8")
    return str(path)


def test_a_name_on_the_list_is_one_sentence(here: Here, asked: list[str], opt_out: str) -> None:
    ended = here("scan", "bakkerij.example", "--opt-out", opt_out)
    assert (ended.code, ended.out, ended.err) == (2, "", SENTENCE)
    assert asked == []


def test_the_setting_counts_as_the_option_does(
    here: Here, asked: list[str], opt_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEERBAAR_OPT_OUT", opt_out)
    assert here("scan", "bakkerij.example").err == SENTENCE
    assert asked == []


def test_the_others_of_a_list_are_measured(here: Here, asked: list[str], opt_out: str) -> None:
    ended = here("scan", "bakkerij.example", "slager.example", "--opt-out", opt_out, "--format", "jsonl")
    assert (ended.code, ended.err) == (2, SENTENCE)
    assert asked == ["slager.example"]


def test_a_list_that_cannot_be_read_stops_everything(here: Here, asked: list[str], tmp_path: Path) -> None:
    path = tmp_path / "niet-meten.txt"
    path.write_text("bakkerij.example\nhttp://slager.example/\n", "utf-8")
    ended = here("scan", "bloemen.example", "--opt-out", str(path))
    assert (ended.code, ended.err) == (
        2,
        f"Regel 2 van {path} is geen naam of reeks adressen: http://slager.example/.\n",
    )
    assert asked == []


def test_a_setting_that_cannot_be_read_stops_everything(
    here: Here, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEERBAAR_OPT_OUT", str(tmp_path / "nergens.txt"))
    ended = here("scan", "bloemen.example")
    assert (ended.code, ended.err[:17]) == (2, "WEERBAAR_OPT_OUT:")
    assert asked == []
