"""Generated output is made once, used again, and leaves no rubbish."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lab import cache, generate


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int | None]:
    """The counts for which output was made; the making itself is a file."""
    counts: list[int | None] = []

    def write(out: Path, count: int | None = None) -> None:
        counts.append(count)
        (out / "truth.json").write_text("{}")

    monkeypatch.setattr(generate, "generate", write)
    monkeypatch.setenv("WEERBAAR_LAB_DIR", str(tmp_path / "cache"))
    return counts


def test_a_second_lab_uses_the_output_of_the_first(made: list[int | None]) -> None:
    first = cache.cached(None)
    assert cache.cached(None) == first
    assert (first / "truth.json").exists()
    assert made == [None]


def test_another_number_of_companies_is_another_output(made: list[int | None]) -> None:
    assert cache.cached(3) != cache.cached(None)
    assert made == [3, None]


def test_the_output_is_readable_for_servers_that_drop_their_rights(made: list[int | None]) -> None:
    before = os.umask(0o077)
    try:
        output = cache.cached(None)
    finally:
        os.umask(before)
    assert output.stat().st_mode & 0o005 == 0o005
    assert (output / "truth.json").stat().st_mode & 0o004


def test_what_an_interrupted_lab_left_is_taken_away(made: list[int | None], tmp_path: Path) -> None:
    half, old = tmp_path / "cache/.building-xyz", tmp_path / "cache/20200101-all-0000"
    for folder in (half, old):
        folder.mkdir(parents=True)
    long_ago = time.time() - 30 * 86400
    os.utime(old, (long_ago, long_ago))
    output = cache.cached(None)
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == sorted([output.name, "lock"])


def test_a_change_of_the_table_is_another_output(
    made: list[int | None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab/checks.txt").write_text("dns.caa\n")
    monkeypatch.setattr(cache, "LAB", tmp_path / "lab")
    keys: list[str] = []
    note: Callable[[], None] = lambda: keys.append(cache._key(None))  # noqa: E731
    note()
    (tmp_path / "lab/archetypes.yaml").write_text("archetypes: []\n")
    note()
    assert keys[0] != keys[1]
