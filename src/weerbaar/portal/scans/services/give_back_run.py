"""Puts a run back in the queue because its worker is asked to stop."""

from django.db import transaction
from django.db.models import F

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.services.claim_run import Lease
from weerbaar.portal.scans.services.enqueue_run import enqueue_run
from weerbaar.portal.scans.states import Verb


def give_back_run(lease: Lease) -> None:
    """Queue it again, as if this worker had never had it. Does nothing when the lease is lost."""
    with transaction.atomic():
        given = change_state(
            lease.run_id,
            Verb.GIVE_BACK,
            actor=WORKER,
            held_lease=lease.number,
            attempts=F("attempts") - 1,
            started_at=None,
            beat_at=None,
            progress={},
        )
        if given:
            enqueue_run(lease.run_id)
            record_event(ScanEvent.GIVEN_BACK, actor=WORKER, subject_id=lease.run_id)
