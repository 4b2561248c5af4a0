"""Every setting that is read stands in the reference, and nothing stands there that is not read."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bWEERBAAR_[A-Z0-9_]+\b")


def test_the_reference_names_just_the_settings_that_are_read() -> None:
    read = {name for path in (ROOT / "src").rglob("*.py") for name in NAME.findall(path.read_text("utf-8"))}
    told = set(NAME.findall((ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")))
    assert read == told
