"""`weerbaar verify`: anybody checks the file for an audit."""

from pathlib import Path

import pytest

from tests.portal.audits.dossier.small import PUBLIC, fingerprint, small
from weerbaar.command import run


def test_it_says_that_a_dossier_is_whole_and_who_signed_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dossier.zip"
    file.write_bytes(small())
    assert run(["verify", str(file), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "is whole: file 1 of Meeuwenwaard, made on 2026-11-24T12:00:00Z." in said
    assert fingerprint(small()) in said
    assert PUBLIC in said
    assert "Compare the key" in said
    assert run(["verify", str(file), "--key", PUBLIC.upper(), "--lang", "nl"]) == 0
    assert "Vergelijk" not in capsys.readouterr().out


def test_it_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, next_one = tmp_path / "dossier.zip", tmp_path / "next.zip"
    file.write_bytes(small()[:-1])
    assert run(["verify", str(file), "--lang", "nl"]) == 1
    assert "is NIET ongeschonden.\n  Het bestand is beschadigd" in capsys.readouterr().out
    file.write_bytes(small())
    next_one.write_bytes(small(number=2, previous="ab" * 32))
    assert run(["verify", str(file), str(next_one), "--lang", "en"]) == 1
    assert "It does not follow the file before it." in capsys.readouterr().out
    assert run(["verify", str(file), "--key", "ab" * 32, "--lang", "en"]) == 1
    assert "signed with another key" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["--key", "5e"], "5e is not a key."), (["nowhere.zip"], "nowhere.zip"), ([], "verify --help")],
)
def test_wrong_use_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    file = tmp_path / "dossier.zip"
    file.write_bytes(small())
    rest = [] if words == ["nowhere.zip"] or not words else [str(file)]
    assert run(["verify", *rest, *words, "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1
