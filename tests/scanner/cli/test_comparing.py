"""`weerbaar compare` says what got worse between stored measurements of one domain."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.report.sheets import AT, NAME, bad_sheet, result_of

Here = Callable[..., Ended]
FINE, WORSE, OTHER = "v=spf1 -all", "v=spf1 +all", "v=spf1 ?all"


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., list[str]]:
    """One file for each list of senders, a day apart, and their names."""

    def write(*records: str, target: str = NAME) -> list[str]:
        files = []
        for number, record in enumerate(records):
            result = replace(result_of(bad_sheet(target, record)), started_at=AT + timedelta(days=number))
            file = tmp_path / f"{target}-{number}.json"
            file.write_text(json.dumps(result.to_json()), "utf-8")
            files.append(str(file))
        return files

    return write


def test_one_bad_measurement_is_a_suspicion(here: Here, stored: Callable[..., list[str]]) -> None:
    ended = here("compare", *stored(FINE, WORSE))
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"{NAME}: 2 metingen, van 24 november 2026")
    assert "Misschien slechter, bij één meting gezien. Meet nog eens:" in lines
    assert any(line.startswith("  mail.spf-all/pass-all: ") for line in lines)


def test_a_second_one_confirms_it(here: Here, stored: Callable[..., list[str]]) -> None:
    document = json.loads(here("compare", *stored(FINE, WORSE, WORSE), "--format", "json").out)
    assert document["target"] == NAME
    [change] = document["changes"]
    assert (change["check"], change["outcome"], change["course"]) == ("mail.spf-all", "pass-all", "confirmed")
    assert (change["fine_at"], change["since"]) == (AT.isoformat(), (AT + timedelta(days=1)).isoformat())
    assert change["decided_at"] == (AT + timedelta(days=2)).isoformat()


def test_another_outcome_is_a_new_suspicion(here: Here, stored: Callable[..., list[str]]) -> None:
    [change] = json.loads(here("compare", *stored(FINE, WORSE, OTHER), "--format", "json").out)["changes"]
    assert (change["outcome"], change["course"]) == ("neutral", "suspected")


def test_what_is_fine_again_is_told_and_nothing_else(here: Here, stored: Callable[..., list[str]]) -> None:
    out = here("compare", *stored(FINE, WORSE, FINE), "--lang", "en").out
    assert "Fine again:" in out
    assert out.endswith("Nothing got worse.\n")


@pytest.mark.parametrize(("records", "code"), [((FINE, WORSE), 1), ((FINE, FINE), 0), ((WORSE, WORSE), 0)])
def test_fail_on_turns_what_got_worse_into_an_exit_code(
    here: Here, stored: Callable[..., list[str]], records: tuple[str, ...], code: int
) -> None:
    assert here("compare", *stored(*records), "--fail-on", "high").code == code


def test_what_cannot_be_compared_is_one_sentence(here: Here, stored: Callable[..., list[str]]) -> None:
    first, second = stored(FINE, WORSE)
    [other] = stored(FINE, target="anders.example")
    for arguments, sentence in (
        ([first], "Geef ten minste twee metingen, de oudste eerst.\n"),
        ([second, first], "De meting van 2026-11-24 08:14+00:00 is niet later dan die ervoor. Geef de oudste eerst.\n"),
        ([first, other], f"De metingen zijn van {NAME} en anders.example. Vergelijken kan binnen één domein.\n"),
    ):
        ended = here("compare", *arguments)
        assert (ended.code, ended.out, ended.err) == (2, "", sentence)
