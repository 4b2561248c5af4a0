"""Names come from arguments, a file or standard input; wrong ones are kept apart with their line."""

import io
import sys
from pathlib import Path

import pytest

from weerbaar.scanner.cli.messages import Refusal
from weerbaar.scanner.cli.targets import read_targets
from weerbaar.scanner.vocabulary.errors import NameFault


def test_arguments_come_first_and_each_name_is_scanned_once(tmp_path: Path) -> None:
    file = tmp_path / "namen.txt"
    file.write_bytes("\ufeff# onze klanten\nTwee.example\n\n een.example  # vast\nfoo@drie.example\n".encode())
    targets = read_targets(["een.example", "EEN.example."], str(file))
    assert [name.ascii for name in targets.names] == ["een.example", "twee.example"]
    assert [(wrong.line, wrong.error.fault) for wrong in targets.wrong] == [(5, NameFault.IS_EMAIL)]


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, file in ((["-"], ""), ([], "-")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"een.example\r\ntwee.example")))
        assert [name.ascii for name in read_targets(arguments, file).names] == ["een.example", "twee.example"]


def test_bytes_that_are_no_text_are_a_wrong_name_and_nothing_worse(tmp_path: Path) -> None:
    file = tmp_path / "namen.txt"
    file.write_bytes(b"\xff\xfe\x00\x01.example\neen.example\n")
    targets = read_targets([], str(file))
    assert [name.ascii for name in targets.names] == ["een.example"]
    assert [wrong.line for wrong in targets.wrong] == [1]


def test_an_international_name_is_read_as_typed() -> None:
    assert read_targets(["bücher.example"]).names[0].ascii == "xn--bcher-kva.example"


@pytest.mark.parametrize(("arguments", "text", "key"), [([], None, "no-target"), ([], "# niets\n", "no-names")])
def test_nothing_to_scan_is_refused(tmp_path: Path, arguments: list[str], text: str | None, key: str) -> None:
    file = tmp_path / "namen.txt"
    file.write_text(text or "")
    with pytest.raises(Refusal) as caught:
        read_targets(arguments, "" if text is None else str(file))
    assert caught.value.key == key


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path / "weg.txt", tmp_path):
        with pytest.raises(Refusal) as caught:
            read_targets([], str(file))
        assert caught.value.key == "unreadable"
