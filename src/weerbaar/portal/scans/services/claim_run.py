"""Gives a queued run to the worker that asks first."""

import os
import socket
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.states import Verb
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on a run and to finish it, as long as nobody else has claimed it since."""

    run_id: uuid.UUID
    number: int
    target: DomainName
    owned_by: uuid.UUID | None = None


def claim_run(run_id: uuid.UUID) -> Lease | None:
    """The lease, or None when the run is not queued: finished, given to another, or gone. That makes tasks idempotent."""
    with transaction.atomic():
        won = change_state(
            run_id,
            Verb.CLAIM,
            actor=WORKER,
            started_at=timezone.now(),
            beat_at=Now(),
            worker=f"{socket.gethostname()[:60]}:{os.getpid()}",
            attempts=F("attempts") + 1,
            lease=F("lease") + 1,
            progress={},
        )
        if not won:
            return None
        run = ScanRun.objects.get(id=run_id)
        record_event(ScanEvent.CLAIMED, actor=WORKER, subject_id=run_id, attempt=run.attempts)
    return Lease(run_id, run.lease, DomainName(run.target), run.owned_by_id)
