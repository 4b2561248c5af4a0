"""`weerbaar preload-list` takes Chromium's list over, whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scanner.cli.conftest import Ended
from tests.scanner.parsers.test_preload_list import CHROMIUM
from weerbaar.scanner.parsers.preload_list import PreloadList

Here = Callable[..., Ended]


@pytest.fixture
def chromium(tmp_path: Path) -> Path:
    path = tmp_path / "transport_security_state_static.json"
    path.write_text(CHROMIUM, "utf-8")
    os.utime(path, (0, 1_793_836_800))  # 5 November 2026
    return path


def read(path: Path) -> PreloadList:
    found = PreloadList.read(path.read_bytes())
    assert isinstance(found, PreloadList)
    return found


def test_the_list_is_written_with_the_day_that_was_given(here: Here, chromium: Path, tmp_path: Path) -> None:
    target = tmp_path / "preload.txt"
    ended = here("preload-list", str(chromium), "--output", str(target), "--taken-on", "2026-11-01")
    assert (ended.code, ended.out) == (0, "")
    assert "3 namen, van 2026-11-01" in ended.err
    assert read(target).covering("shop.bakkerij.nl") is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, chromium.name]


def test_without_a_day_it_is_that_of_the_file(here: Here, chromium: Path, tmp_path: Path) -> None:
    target = tmp_path / "preload.txt"
    assert here("preload-list", str(chromium), "--output", str(target), "--lang", "en").code == 0
    assert f"{read(target).taken_at:%Y-%m-%d}" == "2026-11-05"


@pytest.mark.parametrize("content", [b"<html>", b"{}", b"\xff\xfe"])
def test_another_file_is_refused_and_the_old_list_stays(
    here: Here, chromium: Path, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "preload.txt"
    target.write_text("old", "utf-8")
    chromium.write_bytes(content)
    ended = here("preload-list", str(chromium), "--output", str(target))
    assert ended.code == 2
    assert "transport_security_state_static.json" in ended.err
    assert target.read_text("utf-8") == "old"


def test_a_file_that_is_not_there_and_a_day_that_is_none_are_refused(
    here: Here, chromium: Path, tmp_path: Path
) -> None:
    gone = here("preload-list", str(tmp_path / "gone"), "--output", str(tmp_path / "x"))
    assert (gone.code, "bestaat niet" in gone.err) == (2, True)
    day = here("preload-list", str(chromium), "--output", str(tmp_path / "x"), "--taken-on", "gisteren")
    assert (day.code, "gisteren is geen dag" in day.err) == (2, True)
