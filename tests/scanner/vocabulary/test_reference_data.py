"""Tables of the outside world are read whole, or refused with file and line."""

from datetime import date
from pathlib import Path

import pytest

from weerbaar.scanner.vocabulary.errors import InvalidReferenceData
from weerbaar.scanner.vocabulary.reference_data import current, newer_file, read_table

HEAD = """id = "proof"
version = 3
checked_on = 2026-11-24
stale_after_days = 100
source = "these tests"
verified = false
"""
ROWS = """
[[thing]]
name = "one"
kind = "large"

[[thing]]
name = "two"
"""


def table(folder: Path, text: str = HEAD + ROWS) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "proof.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_table_says_what_it_is_and_how_long_it_holds(tmp_path: Path) -> None:
    read = read_table(table(tmp_path))
    assert (read.id, read.version, read.source, read.verified) == ("proof", 3, "these tests", False)
    assert read.good_until == date(2027, 3, 4)
    assert [row["name"] for row in read.rows("thing", ("name",))] == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        (HEAD + "name = \n", 7, "Invalid value"),
        (HEAD.replace("version = 3\n", ""), 1, "no version"),
        (HEAD.replace("2026-11-24", '"yesterday"'), 1, "no checked_on"),
        ("", 1, "no id"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, line: int, fault: str, tmp_path: Path) -> None:
    path = table(tmp_path, text)
    with pytest.raises(InvalidReferenceData) as caught:
        read_table(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert caught.value.fault.startswith(fault)
    assert str(caught.value).startswith(f"{path}, line {line}: ")


def test_a_table_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidReferenceData):
        read_table(tmp_path / "nothing.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff")
    with pytest.raises(InvalidReferenceData):
        read_table(tmp_path / "bytes.toml")


def test_a_row_is_refused_with_the_line_where_it_starts(tmp_path: Path) -> None:
    read = read_table(table(tmp_path))
    with pytest.raises(InvalidReferenceData, match=r"line 12: no kind"):
        read.rows("thing", ("name", "kind"))
    with pytest.raises(InvalidReferenceData, match=r"line 8: kind is 'large'"):
        read.rows("thing", ("name",), {"kind": {"small"}})
    with pytest.raises(InvalidReferenceData, match=r"no \[\[other\]\]"):
        read.rows("other", ())


def test_the_newer_of_two_tables_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built_in = table(tmp_path / "in")
    monkeypatch.setenv("WEERBAAR_REFERENCE_DATA", str(tmp_path / "own"))
    assert current(built_in).path == built_in
    own = table(tmp_path / "own", (HEAD + ROWS).replace("2026-11-24", "2027-01-01"))
    assert current(built_in).path == own
    table(tmp_path / "own", (HEAD + ROWS).replace("2026-11-24", "2026-11-23"))
    assert current(built_in).path == built_in
    table(tmp_path / "own", (HEAD + ROWS).replace('"proof"', '"another"').replace("2026-11-24", "2027-01-01"))
    assert current(built_in).path == built_in


def test_an_own_table_that_cannot_be_read_is_said_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    built_in = table(tmp_path / "in")
    monkeypatch.setenv("WEERBAAR_REFERENCE_DATA", str(tmp_path / "own"))
    table(tmp_path / "own", "id = \n")
    assert current(built_in).path == built_in
    assert "proof.toml is passed over" in caplog.text


def test_without_a_folder_nothing_is_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEERBAAR_REFERENCE_DATA", raising=False)
    assert newer_file("proof.toml") is None
