"""Workers as real processes: what happens to a run when its worker is killed, stopped, or left alone."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.serve.installation import QUICK, Installation, ended, eventually
from tests.portal.silent_resolver import silent_resolver

WORKER = "weerbaar.portal.serve.worker"
STARTED, CLAIMED, FINISHED = "visitor:scan-run:start", "worker:scan-run:claim", "worker:scan-run:finish"
REQUEUED, GIVEN_BACK = "scheduler:scan-run:requeue", "worker:scan-run:give-back"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Scans here last as long as the name server is waited for, since it never answers."""
    with silent_resolver() as address:
        made = Installation(tmp_path, {**QUICK, "WEERBAAR_RESOLVER": address, "WEERBAAR_TIMEOUT": "3"})
        made.prepare()
        yield made


def test_a_run_whose_worker_is_killed_in_mid_scan_is_finished_by_the_next_one_once(installation: Installation) -> None:
    installation.start_scan()
    with ended(installation.start(WORKER)) as first:
        eventually(lambda: installation.state() == "running")
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert installation.run_fields("state, attempts") == ("running", 1)
    with ended(installation.start(WORKER)), ended(installation.start(WORKER)):
        eventually(lambda: installation.state() == "done")
    assert installation.run_fields("attempts, lease") == (2, 2)
    assert installation.events() == [STARTED, CLAIMED, REQUEUED, CLAIMED, FINISHED]


def test_a_worker_that_slept_through_its_lease_cannot_finish_the_run_a_second_time(installation: Installation) -> None:
    installation.start_scan()
    with ended(installation.start(WORKER)) as sleeper:
        eventually(lambda: installation.state() == "running")
        sleeper.send_signal(signal.SIGSTOP)
        with ended(installation.start(WORKER)):
            eventually(lambda: installation.state() == "done")
        sleeper.send_signal(signal.SIGCONT)
        installation.start_scan("een-ander.example")
        eventually(lambda: len(installation.rows("SELECT id FROM scans_scanrun WHERE state = 'done'")) == 2)
    assert installation.events().count(FINISHED) == 2
    assert installation.events().count(CLAIMED) == 3


def test_a_worker_that_is_asked_to_stop_ends_at_once_and_leaves_the_run_to_others(installation: Installation) -> None:
    installation.environment["WEERBAAR_TIMEOUT"] = "30"
    installation.start_scan()
    with ended(installation.start(WORKER)) as worker:
        eventually(lambda: installation.state() == "running")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(5) == 0
    assert installation.run_fields("state, attempts") == ("queued", 0)
    assert installation.events() == [STARTED, CLAIMED, GIVEN_BACK]


def test_the_log_of_a_worker_names_no_company(installation: Installation) -> None:
    installation.environment["WEERBAAR_TIMEOUT"] = "1"
    token = installation.start_scan()
    with ended(installation.start(WORKER)):
        eventually(lambda: installation.state() == "done")
    log = (installation.folder / f"{WORKER}.log").read_text("utf-8")
    assert '"message": "run ended"' in log
    assert "deegrol" not in log
    assert token not in log
