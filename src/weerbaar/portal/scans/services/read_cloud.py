"""Reads a connected cloud, once a day and when it was just connected."""

import time
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.scans.connectors import sign_in
from weerbaar.portal.scans.connectors.google import read_google
from weerbaar.portal.scans.connectors.microsoft import read_microsoft
from weerbaar.portal.scans.connectors.reader import CloudReader
from weerbaar.portal.scans.connectors.reading import Reading
from weerbaar.portal.scans.connectors.vault import seal, unseal
from weerbaar.portal.scans.connectors.vendors import vendor_ready
from weerbaar.portal.scans.connectors.words import CloudFault, CloudRefused, CloudVendor
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.portal.scans.services.follow_evidence import follow_evidence

EVERY = timedelta(days=1)
# After trouble of the moment; and how long a worker that died may keep a reading to itself.
AGAIN_AFTER = timedelta(hours=1)
_TASK = "weerbaar.portal.scans.tasks.read_connected_cloud"


def read_due_clouds(now: datetime | None = None) -> int:
    """Have workers read what was last read a day ago. How many."""
    now = now or timezone.now()
    due = CloudConnection.objects.exclude(sealed=b"").filter(
        Q(read_at__isnull=True) | Q(read_at__lte=now - EVERY),
        Q(tried_at__isnull=True) | Q(tried_at__lte=now - AGAIN_AFTER),
    )
    return sum(ask_for_reading(connection_id, now) for connection_id in due.values_list("id", flat=True))


def ask_for_reading(connection_id: uuid.UUID, now: datetime) -> bool:
    """Queue a reading; False when one is on its way."""
    is_free = Q(busy=False) | Q(tried_at__lte=now - AGAIN_AFTER)
    with transaction.atomic():
        taken = CloudConnection.objects.filter(is_free, id=connection_id).update(busy=True, tried_at=now)
        if taken:
            import_string(_TASK).enqueue(str(connection_id))
    return bool(taken)


def read_cloud(
    connection_id: uuid.UUID, now: datetime | None = None, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Renew the token, read, and keep what was told. May be called any number of times."""
    now = now or timezone.now()
    row = CloudConnection.objects.filter(id=connection_id).first()
    if row is None or not row.sealed:
        return
    try:
        reading = _read(row, now, sleep)
    except CloudRefused as refused:
        _note_fault(row, refused.fault)
        return
    except Exception:
        CloudConnection.objects.filter(id=row.id).update(busy=False)
        raise
    with transaction.atomic():
        kept = CloudConnection.objects.filter(id=row.id).update(
            facts=reading.facts.to_json(),
            silent={part.value: why.value for part, why in reading.silent.items()},
            read_at=now,
            busy=False,
            fault="",
        )
        if kept:  # not disconnected meanwhile
            record_event(
                ScanEvent.CLOUD_READ,
                actor=SCHEDULER,
                subject_id=row.id,
                organisation_id=row.organisation_id,
                vendor=row.vendor,
            )
            follow_evidence(row.organisation_id)


def _read(row: CloudConnection, now: datetime, sleep: Callable[[float], None]) -> Reading:
    word = CloudVendor(row.vendor)
    vendor = vendor_ready(word)
    tokens = sign_in.renew(vendor, unseal(bytes(row.sealed)))
    # Vendors may give another one each time, and then refuse the old one.
    CloudConnection.objects.filter(id=row.id, sealed=row.sealed).update(sealed=seal(tokens.refresh))
    with closing(CloudReader(tokens.access, vendor.apis, sleep)) as reader:
        return (read_microsoft if word is CloudVendor.MICROSOFT else read_google)(reader, now)


def _note_fault(row: CloudConnection, fault: CloudFault) -> None:
    """An agreement that has ended leaves no token behind; trouble of the moment is tried again in an hour."""
    with transaction.atomic():
        CloudConnection.objects.filter(id=row.id).update(busy=False, fault=fault.value)
        if fault is CloudFault.REVOKED:
            ended = CloudConnection.objects.filter(id=row.id).update(sealed=b"")
            if ended:
                record_event(
                    ScanEvent.CLOUD_ENDED,
                    actor=SCHEDULER,
                    subject_id=row.id,
                    organisation_id=row.organisation_id,
                    vendor=row.vendor,
                )
