"""What a worker does with one run: claim, measure, store."""

import logging
import uuid

from weerbaar.portal.scans.doors import door_settings
from weerbaar.portal.scans.limits import limits
from weerbaar.portal.scans.pulse import Pulse
from weerbaar.portal.scans.services.break_run import break_run
from weerbaar.portal.scans.services.claim_run import claim_run
from weerbaar.portal.scans.services.give_back_run import give_back_run
from weerbaar.portal.scans.services.store_result import store_result
from weerbaar.portal.scans.stop_switch import Stopped, StopSwitch, process_switch
from weerbaar.scanner.probes.doors.keeper import DoorKeeper
from weerbaar.scanner.scan.progress import Listener
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scan.run import scan

_log = logging.getLogger(__name__)


def perform_scan(run_id: uuid.UUID, *, switch: StopSwitch = process_switch) -> None:
    """Measure a queued run. May be called any number of times for the same run: it is finished once.

    When the process is asked to stop, the run goes back in the queue for the next worker.
    """
    lease = claim_run(run_id)
    if lease is None:
        _log.info("run is not to be done", extra={"run": str(run_id)})
        return
    try:
        request = ScanRequest(lease.target, timeout_s=limits().timeout_s)
        with Pulse(lease, on_lost=switch.stop_work) as pulse:
            result = switch.run(_measure(request, pulse.listen))
    except Stopped:
        give_back_run(lease)
    except Exception:
        _log.exception("run broke", extra={"run": str(run_id)})
        break_run(lease)
    else:
        stored = store_result(lease, result)
        _log.info("run ended", extra={"run": str(run_id), "stored": stored, "seconds": round(result.duration_s, 1)})


async def _measure(request: ScanRequest, listener: Listener) -> ScanResult:
    async with DoorKeeper(door_settings()) as keeper:
        return await scan(request, keeper, listener=listener)
