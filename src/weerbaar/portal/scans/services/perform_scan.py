"""What a worker does with one run: claim, measure, store."""

import logging
import uuid
from functools import lru_cache

from django.utils import timezone

from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.measuring_room import MeasuringRoom, Stopped
from weerbaar.portal.scans.pulse import Pulse
from weerbaar.portal.scans.services.agree import authorisation_of
from weerbaar.portal.scans.services.break_run import break_run
from weerbaar.portal.scans.services.claim_run import Lease, claim_run
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
            result = room.measure(_request(lease), pulse.listen)
    except Stopped:
        give_back_run(lease)
    except Exception:
        _log.exception("run broke", extra={"run": str(run_id)})
        break_run(lease)
    else:
        stored = store_result(lease, result)
        _log.info("run ended", extra={"run": str(run_id), "stored": stored, "seconds": round(result.duration_s, 1)})


def _request(lease: Lease) -> ScanRequest:
    """As far as the owner's recorded agreement goes, which for a visitor's scan is the public face alone."""
    timeout_s, now = limits().timeout_s, timezone.now()
    authorisation = authorisation_of(lease.owned_by, now) if lease.owned_by else None
    if authorisation is None:
        return ScanRequest(lease.target, timeout_s=timeout_s)
    return ScanRequest.authorised(lease.target, authorisation, now, timeout_s)
