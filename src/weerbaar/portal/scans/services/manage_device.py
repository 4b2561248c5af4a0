"""Adds a device that may report about itself, gives it another code, takes the code back, and erases it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.scans.errors import DeviceFault, DeviceRefused, NoSuchTarget
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import CompanyDevice
from weerbaar.portal.scans.services.follow_evidence import follow_evidence

CODE_HOLDS = timedelta(days=14)
MOST_DEVICES = 100
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What the page shows once: the code exists here and on that page only."""

    device_id: uuid.UUID
    label: str
    code: str
    expires_at: datetime


def add_device(organisation_id: uuid.UUID, label: str, *, actor: Person, now: datetime | None = None) -> DeviceCode:
    """A device under the name that people of the company give it, with a code.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        DeviceRefused: there is no name, it is taken, or the list is full.
    """
    now = now or timezone.now()
    label = " ".join(label.split())
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        others = CompanyDevice.objects.filter(organisation_id=organisation_id)
        if not 0 < len(label) <= LONGEST_LABEL:
            raise DeviceRefused(DeviceFault.NO_LABEL)
        if others.filter(label__iexact=label).exists():
            raise DeviceRefused(DeviceFault.SAME_LABEL)
        if others.count() >= MOST_DEVICES:
            raise DeviceRefused(DeviceFault.TOO_MANY)
        code = _new_code()
        row = CompanyDevice.objects.create(
            organisation_id=organisation_id,
            label=label,
            made_by_id=actor.user_id,
            made_at=now,
            code_hash=fingerprint(code),
            code_expires_at=now + CODE_HOLDS,
        )
        record_event(ScanEvent.DEVICE_ADDED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return DeviceCode(row.id, label, code, now + CODE_HOLDS)


def renew_code(
    organisation_id: uuid.UUID, device_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> DeviceCode:
    """Another code for a device; the old one stops.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchTarget: the company has no such device.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, code = _device(organisation_id, device_id, actor), _new_code()
        row.code_hash, row.code_expires_at, row.tries = fingerprint(code), now + CODE_HOLDS, 0
        row.save(update_fields=["code_hash", "code_expires_at", "tries"])
        record_event(ScanEvent.DEVICE_CODE_RENEWED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
    return DeviceCode(row.id, row.label, code, now + CODE_HOLDS)


def withdraw_code(organisation_id: uuid.UUID, device_id: uuid.UUID, *, actor: Person) -> None:
    """From now on the device cannot report. What it said stays.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchTarget: as above.
    """
    with transaction.atomic():
        row = _device(organisation_id, device_id, actor)
        row.code_hash, row.code_expires_at = "", None
        row.save(update_fields=["code_hash", "code_expires_at"])
        record_event(ScanEvent.DEVICE_CODE_WITHDRAWN, actor=actor, subject_id=row.id, organisation_id=organisation_id)


def erase_device(organisation_id: uuid.UUID, device_id: uuid.UUID, *, actor: Person) -> None:
    """The device, its code and what it said.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchTarget: as above.
    """
    with transaction.atomic():
        row = _device(organisation_id, device_id, actor)
        record_event(ScanEvent.DEVICE_ERASED, actor=actor, subject_id=row.id, organisation_id=organisation_id)
        row.delete()
        follow_evidence(organisation_id)


def _device(organisation_id: uuid.UUID, device_id: uuid.UUID, actor: Person) -> CompanyDevice:
    assert_may_work(actor, organisation_id)
    row = CompanyDevice.objects.filter(organisation_id=organisation_id, id=device_id).first()
    if row is None:
        raise NoSuchTarget
    return row


def _new_code() -> str:
    """It begins with a letter: on a command line a dash would read as another option."""
    return f"w{new_token()}"
