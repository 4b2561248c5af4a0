"""What the fields of papers are called, from `fields.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("nl", "en")


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "fields.toml").read_text("utf-8"))
    return found


def field_name(name: str, language: str) -> str:
    """The name for people; of a field that we do not know the word itself."""
    return _names()[language].get(name, name.replace("_", " ").capitalize())
