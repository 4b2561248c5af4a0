"""Ends a run with its result."""

import json
import zlib

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.services.claim_run import Lease
from weerbaar.portal.scans.services.follow_run import follow_run
from weerbaar.portal.scans.states import Verb
from weerbaar.scanner.scan.result import ScanResult


def store_result(lease: Lease, result: ScanResult) -> bool:
    """True when stored. False when the lease was lost meanwhile: then another worker's result counts, and this one is dropped."""
    document = zlib.compress(json.dumps(result.to_json(), separators=(",", ":")).encode())
    with transaction.atomic():
        stored = change_state(
            lease.run_id,
            Verb.FINISH,
            actor=WORKER,
            held_lease=lease.number,
            result=document,
            finished_at=timezone.now(),
            progress={},
        )
        if stored:
            if ScanRun.objects.filter(id=lease.run_id, owned_by__isnull=False).exists():
                follow_run(lease.run_id)
            record_event(
                ScanEvent.FINISHED, actor=WORKER, subject_id=lease.run_id, duration_ms=round(result.duration_s * 1000)
            )
    return stored
