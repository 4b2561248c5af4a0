"""One term, one name: the synonyms that the glossary refuses do not appear as names in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "FactInfo": "Fact",
    "Verdict": "Outcome",
    "Recommendation": "Advice",
    "Incident": "SecurityIncident or ParkIncident",
}
FORBIDDEN_SUFFIXES = ("Manager", "Handler", "Processor", "Util", "Utils", "Helper")
# Names that a library asks for.
GIVEN = {"BaseCommand", "QuerySet"}
FORBIDDEN_MODULES = re.compile(r"(utils?|helpers?|common|misc|managers|part\d)\.py")


def classes() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node.name, str(path.relative_to(ROOT))


def test_no_class_bears_a_word_that_the_glossary_refuses() -> None:
    wrong = [f"{place}: {name} (say {FORBIDDEN[name]})" for name, place in classes() if name in FORBIDDEN]
    assert wrong == []


def test_no_class_hides_what_it_is_behind_an_empty_suffix() -> None:
    assert [
        f"{place}: {name}" for name, place in classes() if name.endswith(FORBIDDEN_SUFFIXES) and name not in GIVEN
    ] == []


@pytest.mark.parametrize("folder", ["src", "lab", "scripts"])
def test_no_module_is_a_drawer_for_odds_and_ends(folder: str) -> None:
    paths = (ROOT / folder).rglob("*.py")
    assert [str(path.relative_to(ROOT)) for path in paths if FORBIDDEN_MODULES.fullmatch(path.name)] == []


def test_the_guard_looks_at_something() -> None:
    assert len(list(classes())) > 30
