"""Scans run in uvloop's event loop where it is installed, and in Python's own where it is not."""

import asyncio
import sys

import pytest

from weerbaar.scanner.scan.event_loop import run


async def _kind_of_loop() -> str:
    await asyncio.sleep(0)
    return type(asyncio.get_running_loop()).__module__.partition(".")[0]


def test_uvloop_is_used_where_it_is_installed() -> None:
    assert run(_kind_of_loop()) == "uvloop"


def test_without_uvloop_python_has_its_own(without_uvloop: None) -> None:
    assert run(_kind_of_loop()) == "asyncio"


@pytest.mark.parametrize("installed", [True, False])
def test_what_goes_wrong_inside_is_passed_on(installed: bool, request: pytest.FixtureRequest) -> None:
    if not installed:
        request.getfixturevalue("without_uvloop")

    async def fails() -> None:
        raise LookupError("inside")

    with pytest.raises(LookupError, match="inside"):
        run(fails())


@pytest.fixture
def without_uvloop(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which uvloop cannot be imported."""
    monkeypatch.setitem(sys.modules, "uvloop", None)  # type: ignore[arg-type]
