"""The process that measures: takes tasks from the queue, one at a time."""

import logging
import os
import signal
import socket
import threading
from types import FrameType

import django
from django.conf import settings
from django.db import DatabaseError, connection

from weerbaar.portal.serve.lifeline import hold_lifeline

_log = logging.getLogger(__name__)


def main() -> None:
    """Work until told to stop; a scan that runs then goes back in the queue."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.portal.config.settings")
    django.setup()  # models can only be imported from here on
    from django_tasks_db.management.commands.db_worker import Worker

    from weerbaar.portal.scans.readiness import assert_ready
    from weerbaar.portal.scans.services.perform_scan import room_of_process
    from weerbaar.scanner.scan.collector import relax_collector

    assert_ready()
    relax_collector()
    room = room_of_process()
    worker = Worker(
        queue_names=["*"],
        interval=settings.WORKER_POLL_S,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )

    def stop(number: int, frame: FrameType | None) -> None:
        worker.running = False
        room.close_for_good()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    hold_lifeline()
    threading.Thread(target=_watch_others, name="reaper", daemon=True).start()
    with room:
        worker.run()


def _watch_others() -> None:
    """Look for runs of workers that died. Every worker does this, so that none depends on another process."""
    from weerbaar.portal.scans.services.requeue_lost_runs import requeue_lost_runs

    pause = threading.Event()
    while not pause.wait(settings.SCAN_BEAT_S):
        try:
            requeue_lost_runs()
        except DatabaseError:
            _log.warning("could not look for lost runs", exc_info=True)
        finally:
            connection.close()


if __name__ == "__main__":
    main()
