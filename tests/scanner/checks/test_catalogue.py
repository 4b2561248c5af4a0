"""The catalogue finds whole checks and refuses half ones; one bad check never hides the others."""

import logging
import sys
from pathlib import Path

import pytest

from weerbaar.scanner.checks.catalogue import load
from weerbaar.scanner.checks.check import Check, Finding, Outcome, fails, not_determined, passes
from weerbaar.scanner.checks.judge import judge
from weerbaar.scanner.facts import mail
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.vocabulary.errors import IncompleteCheck
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

CODE = '''"""Is the bread fresh?"""

from weerbaar.scanner.checks.check import Finding, not_determined, passes
from weerbaar.scanner.facts import mail

ID = "{area}.fresh-bread"
NEEDS = (mail.MX,)
OUTCOMES = {{"fresh": passes(), "not-determined": not_determined()}}


def run(sheet):
    return Finding(ID, "fresh")
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A whole check, in an area with a name of its own per test (modules are imported once)."""
    area = f"area{abs(hash(request.node.name))}"
    place = tmp_path / area / "fresh_bread"
    place.mkdir(parents=True)
    for name in ("__init__.py", "spec.md", "advice.nl.md", "advice.en.md"):
        (place / name).write_text("", "utf-8")
    (place.parent / "__init__.py").write_text("", "utf-8")
    (place / "check.py").write_text(CODE.format(area=area), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return place


def module_name(folder: Path) -> str:
    return f"{folder.parent.name}.{folder.name}"


def test_a_whole_check_is_found_by_its_place(folder: Path) -> None:
    check = load(folder, module_name(folder))
    assert check.id == f"{folder.parent.name}.fresh-bread"
    assert check.question == "Is the bread fresh?"
    assert check.area == folder.parent.name


@pytest.mark.parametrize("name", ["__init__.py", "check.py", "spec.md", "advice.nl.md", "advice.en.md"])
def test_a_check_without_one_of_its_files_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(IncompleteCheck, match=f"no {name}"):
        load(folder, module_name(folder))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("fresh-bread", "stale-bread", "its place says"),
        ("Is the bread fresh?", "Fresh bread.", "question"),
        ('"not-determined"', '"unknown"', "no outcome"),
        ("(mail.MX,)", "()", "needs no facts"),
        ("NEEDS =", "WANTS =", "has no NEEDS"),
    ],
)
def test_a_check_that_is_not_what_it_says_is_refused(folder: Path, old: str, new: str, complaint: str) -> None:
    code = (folder / "check.py").read_text("utf-8")
    (folder / "check.py").write_text(code.replace(old, new), "utf-8")
    with pytest.raises(IncompleteCheck, match=complaint):
        load(folder, module_name(folder))


def a_check(name: str, run: object) -> Check:
    outcomes = {"fine": passes(), "not-determined": not_determined()}
    return Check(name, "?", (mail.MX,), outcomes, run, Path())  # type: ignore[arg-type]


def test_a_bug_in_one_check_is_said_and_leaves_the_others_alone(caplog: pytest.LogCaptureFixture) -> None:
    def broken(sheet: FactSheet) -> Finding:
        raise ZeroDivisionError

    checks = [a_check("mail.broken", broken), a_check("mail.sound", lambda sheet: Finding("mail.sound", "fine"))]
    with caplog.at_level(logging.ERROR):
        first, second = judge(FactSheet("a.example"), checks)
    assert (first.outcome, first.evidence) == ("not-determined", {"reason": "bug-in-check"})
    assert second.outcome == "fine"
    assert "ZeroDivisionError" in caplog.text


def test_an_undeclared_outcome_is_a_bug() -> None:
    (finding,) = judge(FactSheet("a.example"), [a_check("mail.odd", lambda sheet: Finding("mail.odd", "wonderful"))])
    assert finding.evidence == {"reason": "bug-in-check"}


def test_only_a_failing_outcome_has_a_severity() -> None:
    assert fails(Severity.LOW).status is Status.FAIL
    with pytest.raises(ValueError, match="severity"):
        Outcome(Status.PASS, Severity.LOW)
    with pytest.raises(ValueError, match="severity"):
        Outcome(Status.FAIL)
