"""A worker performs a run: with a real scan, against a name server that never answers."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.portal.runs import queued
from tests.portal.silent_resolver import silent_resolver
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.measuring_room import MeasuringRoom
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.selectors import result_document
from weerbaar.portal.scans.services.perform_scan import perform_scan
from weerbaar.portal.scans.states import State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[MeasuringRoom]:
    settings.SCAN_TIMEOUT_S = 0.3
    with silent_resolver() as address, MeasuringRoom() as made:
        monkeypatch.setenv("WEERBAAR_RESOLVER", address)
        yield made


def test_a_queued_run_is_measured_and_stored(room: MeasuringRoom) -> None:
    run, holder = queued()
    perform_scan(run.id, room=room)
    assert ScanRun.objects.get().state == State.DONE
    assert "resolver-silent" in result_document(holder)["interruptions"]


def test_a_task_that_comes_twice_measures_once(room: MeasuringRoom) -> None:
    run, _ = queued()
    perform_scan(run.id, room=room)
    perform_scan(run.id, room=room)
    words = [event.word for event in events_about(run.id)]
    assert words == [ScanEvent.STARTED, ScanEvent.CLAIMED, ScanEvent.FINISHED]


def test_a_worker_that_is_asked_to_stop_gives_its_run_back(room: MeasuringRoom, settings: Any) -> None:
    settings.SCAN_TIMEOUT_S = 20
    run, _ = queued()
    threading.Timer(0.3, room.close_for_good).start()
    perform_scan(run.id, room=room)
    row = ScanRun.objects.get()
    assert (row.state, row.attempts) == (State.QUEUED, 0)
    assert [event.word for event in events_about(run.id)][-1] == ScanEvent.GIVEN_BACK


def test_a_fault_of_ours_ends_the_run_and_is_not_hidden(
    room: MeasuringRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_it(*args: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(room, "measure", break_it)
    run, _ = queued()
    perform_scan(run.id, room=room)
    row = ScanRun.objects.get()
    assert (row.state, row.fault) == (State.FAILED, "broken")
    assert "a fault of ours" in caplog.text


def test_settings_that_cannot_be_used_end_the_run_as_broken(
    room: MeasuringRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEERBAAR_RESOLVER", "no address")
    run, _ = queued()
    perform_scan(run.id, room=room)
    assert ScanRun.objects.get().fault == "broken"


def test_who_loses_the_lease_stops_measuring(room: MeasuringRoom, settings: Any) -> None:
    settings.SCAN_TIMEOUT_S, settings.SCAN_BEAT_S = 20, 0.1
    run, _ = queued()

    def take_over() -> None:
        ScanRun.objects.update(lease=99)
        connection.close()

    timer = threading.Timer(0.3, take_over)
    timer.start()
    perform_scan(run.id, room=room)
    timer.join()
    row = ScanRun.objects.get()
    assert (row.state, row.lease) == (State.RUNNING, 99)
    assert [event.word for event in events_about(run.id)] == [ScanEvent.STARTED, ScanEvent.CLAIMED]
