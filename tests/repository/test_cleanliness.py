"""The repository speaks of the product alone: no registry, no place on a machine, nothing left unfinished."""

import re
import subprocess
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from scripts.vendor import differences

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
# Written so that the patterns do not match themselves.
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|(?:^|\s)--(?:extra-)?index-url[ =]"
)
MACHINE_PATHS = re.compile(r"[/]root[/]|[/]home[/]\w+[/]|(?<![\w.])[/]work[/]|\.[p]yenv|[/]Users[/]\w|C:[\\]Users")
UNFINISHED = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b|<{7} |>{7} |[Ll]orem[ ]ipsum")
MAKERS = re.compile(
    r"\b(?:[c]laude|[a]nthropic|[o]penai|[c]hatgpt|[c]opilot|[s]ubagent|[l]arge language model)\b", re.IGNORECASE
)
FONTS = (".woff2", ".woff", ".ttf", ".otf")


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of every match in a tracked text file."""
    found = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if pattern.search(text):
            numbers = [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
            found += [f"{path.relative_to(ROOT)}:{number}" for number in numbers]
    return found


@pytest.mark.parametrize(
    "pattern", [REGISTRIES, MACHINE_PATHS, UNFINISHED, MAKERS], ids=["registries", "paths", "unfinished", "makers"]
)
def test_no_file_names_what_is_none_of_a_readers_business(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRIES, "https://pypi" + ".org/simple"),
        (MACHINE_PATHS, "see /home" + "/anna/weerbaar"),
        (UNFINISHED, "# TO" + "DO: later"),
        (MAKERS, "made with Chat" + "GPT"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_requirement_is_pinned_and_has_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    requirements = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(requirements) >= 5
    for requirement in requirements:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==[^\s;]+ ", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", requirement), requirement


def test_the_locks_agree_on_every_version() -> None:
    pins: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE):
            pins.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in pins.items() if len(versions) > 1} == {}


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["portal"]]
    names = {re.split(r"[\[<>=!~; ]", requirement)[0].lower() for requirement in asked}
    locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert names <= locked


def test_the_licence_is_the_one_that_the_package_names() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in licence
    assert project["license"] == "EUPL-1.2"


def test_everything_that_others_made_is_named_with_its_licence() -> None:
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    licences = re.compile(r"LICEN[CS]E.*|OFL\.txt|COPYING.*")
    folders = {
        str(path.parent.relative_to(ROOT))
        for path in tracked()
        if path.parent != ROOT and (path.suffix in FONTS or licences.fullmatch(path.name))
    }
    assert folders
    assert [folder for folder in folders if f"`{folder}`" not in notices] == []


def test_what_others_made_is_as_they_made_it() -> None:
    assert differences() == []
