"""What a worker does with one run: claim, measure, store."""

import logging
import uuid
from functools import lru_cache

from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.measuring_room import MeasuringRoom, Stopped
from weerbaar.portal.scans.pulse import Pulse
from weerbaar.portal.scans.services.break_run import break_run
from weerbaar.portal.scans.services.claim_run import claim_run
from weerbaar.portal.scans.services.give_back_run import give_back_run
from weerbaar.portal.scans.services.store_result import store_result
from weerbaar.scanner.scan.request import ScanRequest

_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def room_of_process() -> MeasuringRoom:
    """The one room of this process; whoever runs the process closes it."""
    return MeasuringRoom()


def perform_scan(run_id: uuid.UUID, *, room: MeasuringRoom | None = None) -> None:
    """Measure a queued run. May be called any number of times for the same run: it is finished once.

    When the process is asked to stop, the run goes back in the queue for the next worker.
    """
    room = room or room_of_process()
    lease = claim_run(run_id)
    if lease is None:
        _log.info("run is not to be done", extra={"run": str(run_id)})
        return
    try:
        with Pulse(lease, on_lost=room.stop_work) as pulse:
            result = room.measure(ScanRequest(lease.target, timeout_s=limits().timeout_s), pulse.listen)
    except Stopped:
        give_back_run(lease)
    except Exception:
        _log.exception("run broke", extra={"run": str(run_id)})
        break_run(lease)
    else:
        stored = store_result(lease, result)
        _log.info("run ended", extra={"run": str(run_id), "stored": stored, "seconds": round(result.duration_s, 1)})
