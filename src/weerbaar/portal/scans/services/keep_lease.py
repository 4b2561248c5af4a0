"""Gives a sign of life, and writes down how far the scan is."""

from typing import Any

from django.db.models.functions import Now

from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.claim_run import Lease
from weerbaar.portal.scans.states import State


def keep_lease(lease: Lease, progress: dict[str, Any]) -> bool:
    """True while the lease holds. False means that another worker has the run, and this one must stop."""
    held = ScanRun.objects.filter(id=lease.run_id, lease=lease.number, state=State.RUNNING)
    return held.update(beat_at=Now(), progress=progress) == 1
