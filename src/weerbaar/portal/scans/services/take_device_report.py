"""Takes in the report of a device, which comes from a stranger until its code is known."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.scans.errors import DeviceFault, DeviceRefused
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import CompanyDevice
from weerbaar.portal.scans.services.follow_evidence import follow_evidence
from weerbaar.scanner.report.device_report import read_device_report

WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 12


def take_device_report(data: bytes, *, actor: LinkHolder, now: datetime | None = None) -> None:
    """Keep the report, in place of the one before.

    Raises:
        DeviceRefused: nobody knows the code, it ended, or it was used too often in an hour.
        InvalidDeviceReport: it is no report of our program.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = CompanyDevice.objects.filter(code_hash=fingerprint(actor.token)).first() if actor.token else None
        if row is None:
            raise DeviceRefused(DeviceFault.UNKNOWN_CODE)
        if row.code_expires_at is None or row.code_expires_at <= now:
            raise DeviceRefused(DeviceFault.CODE_ENDED)
        if row.tries_from is None or row.tries_from <= now - WINDOW:
            row.tries_from, row.tries = now, 0
        if row.tries >= MOST_IN_WINDOW:
            raise DeviceRefused(DeviceFault.TOO_OFTEN, row.tries_from + WINDOW)
        row.tries += 1
        row.save(update_fields=["tries_from", "tries"])
    # Counted before it is read: a bad report is a try as well.
    report = read_device_report(data, now)
    with transaction.atomic():
        kept = CompanyDevice.objects.filter(id=row.id).update(
            report=report.to_json(), looked_at=report.looked_at, received_at=now
        )
        if kept:
            record_event(ScanEvent.DEVICE_REPORTED, actor=actor, subject_id=row.id, organisation_id=row.organisation_id)
            follow_evidence(row.organisation_id)
