"""The words for the bank's actions: why, steps, what to ask of a supplier, settings to copy (`how.<language>.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.report.document import FixText
from weerbaar.scanner.vocabulary.language import Language


@dataclass(frozen=True, slots=True)
class HowTo:
    """`ask` is what a supplier is asked in its own terms; empty where no supplier is needed."""

    why: str
    steps: tuple[str, ...]
    ask: str
    settings: tuple[FixText, ...]


NOTHING = HowTo("", (), "", ())


@lru_cache(maxsize=2)
def how_to(language: Language) -> Mapping[str, HowTo]:
    """The words by the key of the action."""
    return {key: _read(row) for key, row in _data(language).items() if key.startswith("ACT-")}


def word(language: Language, table: str, key: str, **values: object) -> str:
    """A sentence around the actions, filled in."""
    text = str(_data(language)[table][key])
    return text.format(**values) if values else text


def lines(language: Language, table: str, key: str) -> tuple[str, ...]:
    """Several sentences."""
    return tuple(_data(language)[table][key])


def _read(row: Mapping[str, Any]) -> HowTo:
    settings = tuple(FixText(item["label"], item["name"], item["value"]) for item in row.get("settings", ()))
    return HowTo(row["why"], tuple(row["steps"]), row["ask"], settings)


@lru_cache(maxsize=2)
def _data(language: Language) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"how.{language.value}.toml").read_text("utf-8"))
