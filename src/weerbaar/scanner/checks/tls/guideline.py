"""The dated lists by which this area judges."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def guideline() -> Mapping[str, Any]:
    """The lists of `ncsc_2025_05.toml`, by section name."""
    return tomllib.loads((Path(__file__).parent / "ncsc_2025_05.toml").read_text("utf-8"))


def name_of(section: str) -> str:
    """How evidence names a section: `NCSC-NL TLS 2025-05, 3.3.1`."""
    return f"NCSC-NL TLS 2025-05, {guideline()[section]['section']}"
