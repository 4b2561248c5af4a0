"""Ends a run that our own fault stopped."""

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.services.claim_run import Lease
from weerbaar.portal.scans.states import Verb


def break_run(lease: Lease) -> None:
    """Say that it failed. It is not tried again: trouble of the world is part of a result, so this was a bug of ours."""
    with transaction.atomic():
        ended = change_state(
            lease.run_id,
            Verb.BREAK,
            actor=WORKER,
            held_lease=lease.number,
            fault="broken",
            finished_at=timezone.now(),
            progress={},
        )
        if ended:
            record_event(ScanEvent.BROKEN, actor=WORKER, subject_id=lease.run_id)
