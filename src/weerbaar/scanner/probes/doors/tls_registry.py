"""Names and code points of suites and groups, in the order in which the survey prefers them."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def registry(section: str) -> Mapping[int, str]:
    """Code to name for `suites13`, `suites` or `groups`, best first."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {int(code, 16): name for code, name in data[section].items()}


def name_of(section: str, code: int) -> str:
    """The registered name, or the number of one that is not in our list."""
    return registry(section).get(code, f"0x{code:04X}")


@lru_cache(maxsize=64)
def codes(section: str, *, containing: str = "", starting: str = "") -> tuple[int, ...]:
    """The codes of a section whose names contain and start with these texts, best first."""
    return tuple(code for code, name in registry(section).items() if containing in name and name.startswith(starting))
