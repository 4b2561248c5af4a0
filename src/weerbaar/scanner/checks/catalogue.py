"""Finds every check by its place, and refuses half ones. Nothing is registered by hand."""

import importlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from weerbaar.scanner.checks.check import NOT_DETERMINED, Check, Finding, Outcome
from weerbaar.scanner.vocabulary.errors import IncompleteCheck

_TEXTS = ("spec.md", "advice.nl.md", "advice.en.md")


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Check]:
    """All checks by id, in the order of their names.

    Raises:
        IncompleteCheck: a folder lacks a part, or its id is not its place.
    """
    return {check.id: check for check in _find(Path(__file__).parent, "weerbaar.scanner.checks")}


def outcome_of(finding: Finding) -> Outcome:
    """The declared outcome that a finding names."""
    return catalogue()[finding.check].outcomes[finding.outcome]


def _find(root: Path, package: str) -> Iterator[Check]:
    for area in sorted(_folders(root)):
        for folder in sorted(_folders(area)):
            yield load(folder, f"{package}.{area.name}.{folder.name}")


def _folders(root: Path) -> Iterator[Path]:
    return (path for path in root.iterdir() if path.is_dir() and not path.name.startswith(("_", ".")))


def load(folder: Path, module_name: str) -> Check:
    """The check in one folder `…/<area>/<check>`."""
    place = f"{folder.parent.name}/{folder.name}"
    for name in ("__init__.py", "check.py", *_TEXTS):
        if not (folder / name).is_file():
            raise IncompleteCheck(place, f"no {name}")
    module = importlib.import_module(f"{module_name}.check")
    for name in ("ID", "NEEDS", "OUTCOMES", "run"):
        if not hasattr(module, name):
            raise IncompleteCheck(place, f"check.py has no {name}")
    _refuse_wrong(place, folder, module)
    question = (module.__doc__ or "").strip().partition("\n")[0]
    return Check(module.ID, question, tuple(module.NEEDS), dict(module.OUTCOMES), module.run, folder)


def _refuse_wrong(place: str, folder: Path, module: ModuleType) -> None:
    expected = f"{folder.parent.name}.{folder.name}".replace("_", "-")
    if expected != module.ID:
        raise IncompleteCheck(place, f"its id is {module.ID!r}, its place says {expected!r}")
    if not (module.__doc__ or "").strip().partition("\n")[0].endswith("?"):
        raise IncompleteCheck(place, "the docstring of check.py does not open with a question")
    if NOT_DETERMINED not in module.OUTCOMES:
        raise IncompleteCheck(place, f"no outcome {NOT_DETERMINED!r}")
    if not module.NEEDS:
        raise IncompleteCheck(place, "it needs no facts")
