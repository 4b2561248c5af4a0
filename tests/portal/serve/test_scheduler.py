"""The process that looks at the clock."""

import signal
from pathlib import Path

import pytest

from tests.portal.serve.installation import QUICK, Installation, ended, eventually
from weerbaar.portal.serve.scheduler import Duty, duties, tick


def test_each_duty_is_done_when_it_is_due_and_not_before() -> None:
    done: list[str] = []
    both = [Duty(lambda: done.append("often"), 1.0), Duty(lambda: done.append("seldom"), 10.0)]
    for now in (100.0, 100.5, 101.0, 102.0, 110.0):
        tick(both, now)
    assert done == ["often", "seldom", "often", "often", "often", "seldom"]


def test_a_duty_that_fails_keeps_no_other_from_its_turn(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fails() -> None:
        raise RuntimeError("a fault of ours")

    tick([Duty(fails, 1.0), Duty(lambda: done.append("second"), 1.0)], 100.0)
    assert done == ["second"]
    assert "a fault of ours" in caplog.text


@pytest.mark.django_db
def test_all_duties_can_be_done_twice_in_a_row() -> None:
    for duty in duties():
        duty.do()
        duty.do()


def test_as_a_process_it_expires_what_is_due_and_stops_when_asked(tmp_path: Path) -> None:
    installation = Installation(tmp_path, dict(QUICK))
    installation.prepare()
    installation.start_scan()
    installation.ask(
        "from django.utils import timezone\n"
        "ScanRun.objects.update(state='failed', fault='broken', expires_at=timezone.now())"
    )
    with ended(installation.start("weerbaar.portal.serve.scheduler")) as scheduler:
        eventually(lambda: installation.state() == "expired")
        scheduler.send_signal(signal.SIGTERM)
        assert scheduler.wait(5) == 0
