"""Keeps a photo, and erases one."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.errors import DocumentFault, DocumentRefused
from weerbaar.portal.assessments.papers import PaperKind, read_picture
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import NoSuchPhoto, PhotoFault, PhotoRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for
from weerbaar.portal.inspections.models import Photo
from weerbaar.portal.inspections.policies import may_run
from weerbaar.portal.parks.errors import ParkNotAllowed

MOST_BYTES = 12 * 1024 * 1024
# Enough to read the number on a lamp-post across the street, at a fifth of the bytes.
LONGEST_PX = 2560
_FAULTS = {
    DocumentFault.EMPTY: PhotoFault.EMPTY,
    DocumentFault.TOO_LARGE: PhotoFault.TOO_LARGE,
    DocumentFault.BROKEN: PhotoFault.BROKEN,
}


def keep_photo(
    park_id: uuid.UUID, data: bytes, *, actor: Person, sha256: str = "", now: datetime | None = None
) -> tuple[str, bool]:
    """The SHA-256 of what was sent, and whether the photo is new. Metadata goes; `sha256` is what the sender counted, if it did.

    Raises:
        NoSuchPark: no seat at this area.
        PhotoRefused: other bytes than were counted, or no picture that we take. Nothing is kept then.
    """
    now = now or timezone.now()
    area_for(actor, park_id)
    counted = hashlib.sha256(data).hexdigest()
    if len(data) <= MOST_BYTES and sha256 and counted != sha256.lower():
        raise PhotoRefused(PhotoFault.OTHER_HASH)
    if Photo.objects.filter(park_id=park_id, sha256=counted).exists():
        return counted, False
    try:
        picture = read_picture(data, len(data), most_bytes=MOST_BYTES, longest_px=LONGEST_PX)
    except DocumentRefused as refused:
        raise PhotoRefused(_FAULTS.get(refused.fault, PhotoFault.OTHER_KIND)) from refused
    with transaction.atomic():
        area_for(actor, park_id, lock=True)
        row, is_new = Photo.objects.get_or_create(
            park_id=park_id,
            sha256=counted,
            defaults={
                "kind": picture.kind.value,
                "data": picture.data,
                "size": len(picture.data),
                "received_at": now,
                "sent_by_id": actor.user_id,
            },
        )
        if is_new:
            record_event(InspectionEvent.PHOTO_KEPT, actor=actor, subject_id=row.id)
    return counted, is_new


def erase_photo(park_id: uuid.UUID, photo_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """The picture is gone for good; its number stays, so that a phone that still has it does not bring it back.

    Raises:
        NoSuchPark, NoSuchPhoto: no seat at this area, or there is none.
        ParkNotAllowed: the photo is of somebody else, and this person does not run the area.
    """
    with transaction.atomic():
        view = area_for(actor, park_id, lock=True)
        row = Photo.objects.filter(id=photo_id, park_id=park_id, erased_at=None).first()
        if row is None:
            raise NoSuchPhoto
        if row.sent_by_id != actor.user_id and not may_run(view.role):
            raise ParkNotAllowed
        row.data, row.size, row.erased_at = b"", 0, now or timezone.now()
        row.kind = PaperKind.JPEG.value
        row.save(update_fields=["data", "size", "erased_at", "kind"])
        record_event(InspectionEvent.PHOTO_ERASED, actor=actor, subject_id=photo_id)
