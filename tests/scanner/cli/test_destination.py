"""Where a report goes, and in which form."""

import sys
from pathlib import Path

import pytest

from weerbaar.scanner.cli.destination import Format, choose_destination, open_output
from weerbaar.scanner.cli.messages import Refusal


@pytest.mark.parametrize(
    ("form", "output", "expected"),
    [
        ("", "", Format.TEXT),
        ("PDF", "", Format.PDF),
        ("", "rapport.pdf", Format.PDF),
        ("", "rapport.HTML", Format.HTML),
        ("", "alles.jsonl", Format.JSONL),
        ("", "lijst.csv", Format.CSV),
        ("", "rapport", Format.TEXT),
        ("json", "rapport.pdf", Format.JSON),
    ],
)
def test_the_form_is_asked_for_or_follows_from_the_file(form: str, output: str, expected: Format) -> None:
    assert choose_destination(form, output, 1).format is expected


@pytest.mark.parametrize("form", ["json", "html", "pdf"])
def test_a_form_of_one_domain_needs_a_folder_for_many(form: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        choose_destination(form, "", 2)
    assert caught.value.key == "one-domain"
    destination = choose_destination(form, str(tmp_path), 2)
    assert destination.path_for("een.example") == tmp_path / f"weerbaar-een.example.{form}"


@pytest.mark.parametrize("form", ["text", "csv", "jsonl", "sarif"])
def test_other_forms_hold_many_domains(form: str) -> None:
    assert choose_destination(form, "", 9).file is None


def test_a_name_that_ends_in_a_slash_is_a_folder_to_be_made(tmp_path: Path) -> None:
    destination = choose_destination("text", f"{tmp_path}/nieuw/diep/", 1)
    assert open_output(destination) is None
    assert (tmp_path / "nieuw" / "diep").is_dir()
    assert destination.path_for("een.example").suffix == ".txt"


@pytest.mark.parametrize("form", ["jsonl", "sarif"])
def test_a_form_that_is_one_file_cannot_go_to_a_folder(form: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        choose_destination(form, str(tmp_path), 1)
    assert caught.value.key == "one-file"


def test_an_unknown_form_is_refused_with_the_choices() -> None:
    with pytest.raises(Refusal) as caught:
        choose_destination("docx", "", 1)
    assert "sarif" in str(caught.value.values["choices"])


@pytest.mark.parametrize(("form", "to_folder"), [("pdf", True), ("html", True), ("text", False), ("json", False)])
def test_a_file_that_does_not_fit_a_screen_gets_a_name(
    form: str, to_folder: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    destination = choose_destination(form, "", 1)
    assert (destination.folder is not None) == to_folder
    assert destination.path_for("een.example") == Path(f"weerbaar-een.example{destination.format.suffix}")
    assert choose_destination(form, "-", 1).folder is None


def test_what_cannot_be_written_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    for output in (f"{tmp_path}/weg/rapport.txt", f"{tmp_path}/bestand/map/"):
        with pytest.raises(Refusal) as caught:
            open_output(choose_destination("text", output, 1))
        assert caught.value.key == "unwritable"
