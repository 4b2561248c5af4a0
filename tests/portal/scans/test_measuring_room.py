"""The room in which a process measures."""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.portal.silent_resolver import silent_resolver
from weerbaar.portal.scans.measuring_room import MeasuringRoom, Stopped
from weerbaar.scanner.scan.progress import Progress
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import Interruption
from weerbaar.scanner.vocabulary.domain_name import DomainName

TARGET = DomainName("bakkerij-deegrol.example")


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[MeasuringRoom]:
    with silent_resolver() as address, MeasuringRoom() as made:
        monkeypatch.setenv("WEERBAAR_RESOLVER", address)
        yield made


def ignore(progress: Progress) -> None:
    """Nobody listens."""


def test_a_scan_ends_by_itself_and_says_that_nobody_answered(room: MeasuringRoom) -> None:
    result = room.measure(ScanRequest(TARGET, timeout_s=0.3), ignore)
    assert Interruption.RESOLVER_SILENT in result.interruptions


def test_a_scan_can_be_stopped_from_another_thread_and_the_next_one_runs(room: MeasuringRoom) -> None:
    threading.Timer(0.2, room.stop_work).start()
    start = time.monotonic()
    with pytest.raises(Stopped):
        room.measure(ScanRequest(TARGET, timeout_s=20), ignore)
    assert time.monotonic() - start < 5
    assert room.measure(ScanRequest(TARGET, timeout_s=0.2), ignore).target == TARGET.ascii


def test_a_room_that_was_closed_for_good_measures_nothing_more(room: MeasuringRoom) -> None:
    room.stop_work()  # nothing runs: harmless
    room.close_for_good()
    with pytest.raises(Stopped):
        room.measure(ScanRequest(TARGET), ignore)
