"""`weerbaar order`: anybody does yesterday's draw again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from weerbaar.command import run
from weerbaar.portal.providers.daily_order import in_order, promise

SEED = "5e" * 32
FITS = {f"provider-{number}": number % 2 for number in range(9)}
ORDER = list(in_order(FITS, SEED, "actions=A"))


def document(**changed: object) -> dict[str, object]:
    whole = {
        "day": "2026-11-23",
        "scope": "actions=A",
        "seed_sha256": promise(SEED),
        "fits": [{"provider": provider, "fit": fit} for provider, fit in FITS.items()],
        "order": ORDER,
    }
    return whole | changed


def order(path: Path, content: object, *more: str, seed: str = SEED) -> int:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return run(["order", "--date", "2026-11-23", "--seed", seed, "--lang", "en", str(path), *more])


def test_it_prints_who_stands_where_and_says_that_it_was_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert order(tmp_path / "fits.json", document()) == 0
    said = capsys.readouterr()
    assert said.out.split() == ORDER
    assert said.err == "The list stood in this order.\n"


def test_a_list_that_stood_otherwise_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bought = [ORDER[-1], *ORDER[:-1]]
    assert order(tmp_path / "fits.json", document(order=bought)) == 1
    said = capsys.readouterr()
    assert said.out.split() == ORDER
    assert said.err == "The list did not stand in this order.\n"


def test_a_bare_list_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = {"scope": "actions=A", "fits": document()["fits"]}
    assert order(tmp_path / "fits.json", bare) == 0
    assert capsys.readouterr().out.split() == ORDER


@pytest.mark.parametrize(
    ("content", "seed", "sentence"),
    [
        (document(), "4e" * 32, "This is not the seed that was promised for 2026-11-23."),
        (document(day="2026-11-22"), SEED, "is of 2026-11-22, not of 2026-11-23."),
        (document(), "5e", "5e is not a seed."),
        ("{", SEED, "is not a list of fits."),
        ([], SEED, "is not a list of fits."),
        ({"fits": [{"provider": "a", "fit": True}]}, SEED, "is not a list of fits."),
        ({"fits": [{"provider": 1, "fit": 1}]}, SEED, "is not a list of fits."),
        ({"fits": [{"provider": "a", "fit": 1}, {"provider": "a", "fit": 2}]}, SEED, "is not a list of fits."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object, seed: str, sentence: str
) -> None:
    assert order(tmp_path / "fits.json", content, seed=seed) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_a_day_and_a_file_have_to_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["order", "--date", "gisteren", "--seed", SEED, "--lang", "nl", str(tmp_path / "x")]) == 2
    assert "gisteren" in capsys.readouterr().err
    assert run(["order", "--date", "2026-11-23", "--seed", SEED, "--lang", "nl", str(tmp_path / "x")]) == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_it_reads_standard_input_and_needs_nothing_of_the_portal() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from weerbaar.command import run\n"
        f"sys.exit(run(['order', '--date', '2026-11-23', '--seed', '{SEED}']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(document()), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ORDER
