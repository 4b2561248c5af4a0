"""What holds for every test, and their order: milliseconds first, then whole networks and environments, browsers last."""

import signal

import pytest

_LATER = ("lab", "wheel", "browser")


def pytest_configure() -> None:
    """A shell that starts us in the background ignores Ctrl-C, and every program that a test starts would inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers must come last: their library keeps an event loop running, and no asyncio test can start one beside it."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return max((turn for turn, name in enumerate(_LATER, 1) if item.get_closest_marker(name)), default=0)
