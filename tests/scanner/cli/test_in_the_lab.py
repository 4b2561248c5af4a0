"""The command against real servers: what a person gets from a good, a bad, a private and a missing name."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from weerbaar.scanner.scan.result import ScanResult

ROOT = Path(__file__).parents[3]
RUN = ROOT / "lab" / "run"
pytestmark = pytest.mark.lab

# Each command in the lab with the exit code it must have.
COMMANDS = {
    "good": (["good-0001.nl", "--lang", "nl", "--fail-on", "low"], 0),
    "good-pdf": (["good-0001.nl", "--lang", "nl", "--output", "{}/good.pdf"], 0),
    "bad": (["spf-missing-0001.nl", "--lang", "nl", "--fail-on", "high"], 1),
    "bad-html": (["spf-missing-0001.nl", "--lang", "en", "--output", "{}/bad.html"], 0),
    "private": (["private-0001.nl", "--lang", "nl", "--format", "json"], 3),
    "missing": (["zo-heet-niemand-0001.nl", "--lang", "nl"], 2),
    "url": (["https://good-0001.nl/", "good-0001.nl", "--lang", "nl", "--format", "json"], 2),
    "many": (["good-0001.nl", "spf-missing-0001.nl", "zo-heet-niemand-0001.nl", "--format", "jsonl"], 2),
}
PROGRAM = """
import json, subprocess, sys
commands = json.loads(sys.argv[1])
ended = {}
for name, arguments in commands.items():
    done = subprocess.run([sys.executable, "-m", "weerbaar", "scan", *arguments], capture_output=True, text=True)
    ended[name] = [done.returncode, done.stdout, done.stderr]
print(json.dumps(ended))
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All commands in one lab: the code, the output and the messages of each."""
    environment = {**os.environ, "PYTHON": sys.executable}
    check = subprocess.run([RUN, "--check"], capture_output=True, text=True, check=False, env=environment)
    if check.returncode == 77:
        pytest.skip(check.stderr.strip())
    folder = tmp_path_factory.mktemp("reports")
    commands = {name: [part.format(folder) for part in arguments] for name, (arguments, _) in COMMANDS.items()}
    lab = subprocess.run(
        [RUN, sys.executable, "-c", PROGRAM, json.dumps(commands)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
        timeout=180,
    )
    assert lab.returncode == 0, lab.stderr
    return {**json.loads(lab.stdout.splitlines()[-1]), "folder": folder}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_ends_with_its_code(ended: Any, name: str) -> None:
    code, _, err = ended[name]
    assert code == COMMANDS[name][1], err
    assert "Traceback" not in err


def test_a_good_company_hears_that_all_is_well(ended: Any) -> None:
    out = ended["good"][1]
    assert "Alles wat we van buiten konden zien, is in orde." in out
    assert (ended["folder"] / "good.pdf").read_bytes().startswith(b"%PDF-")


def test_a_bad_company_hears_what_to_do_first(ended: Any) -> None:
    assert "Doe eerst dit ene ding." in ended["bad"][1]
    page = (ended["folder"] / "bad.html").read_text("utf-8")
    assert "Do this one thing first." in page
    assert "v=spf1" in page


def test_a_private_address_is_said_and_never_called(ended: Any) -> None:
    _, out, err = ended["private"]
    assert json.loads(out)["interruptions"] == ["address-not-allowed"]
    assert err.startswith("private-0001.nl: een adres ligt binnen een eigen netwerk.")


def test_a_name_that_does_not_exist_is_one_sentence(ended: Any) -> None:
    assert ended["missing"][1:] == ["", "zo-heet-niemand-0001.nl: deze domeinnaam bestaat niet.\n"]


def test_stored_documents_of_real_scans_are_judged_the_same_again(ended: Any) -> None:
    documents = [json.loads(line) for line in ended["many"][1].splitlines()]
    assert len(documents) == 3
    for document in documents:
        assert ScanResult.from_json(document).to_json() == document
