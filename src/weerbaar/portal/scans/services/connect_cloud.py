"""Connects a cloud of a company, and disconnects it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_manage
from weerbaar.portal.scans.connectors import sign_in
from weerbaar.portal.scans.connectors.sign_in import Beginning
from weerbaar.portal.scans.connectors.vault import seal, unseal
from weerbaar.portal.scans.connectors.vendors import vendor_of, vendor_ready
from weerbaar.portal.scans.connectors.words import CloudRefused, CloudVendor
from weerbaar.portal.scans.events import ScanEvent
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.portal.scans.services.follow_evidence import follow_evidence
from weerbaar.portal.scans.services.read_cloud import ask_for_reading


def begin_connection(organisation_id: uuid.UUID, word: CloudVendor, return_url: str, *, actor: Person) -> Beginning:
    """Where the owner signs in. The other parts are kept in the owner's own session until the owner is back.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        CloudRefused: this installation is not known at the vendor.
    """
    assert_may_manage(actor, organisation_id)
    return sign_in.begin(vendor_ready(word), return_url)


def finish_connection(
    organisation_id: uuid.UUID,
    word: CloudVendor,
    return_url: str,
    answer: Mapping[str, str],
    beginning: Beginning,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Keep the connection and have it read. Connecting again replaces the token and keeps what was read.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        CloudRefused: the owner said no, or the vendor refuses.
    """
    assert_may_manage(actor, organisation_id)
    tokens = sign_in.finish(vendor_ready(word), return_url, answer, beginning)
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = CloudConnection.objects.update_or_create(
            organisation_id=organisation_id,
            vendor=word.value,
            defaults={
                "sealed": seal(tokens.refresh),
                "connected_by_id": actor.user_id,
                "connected_at": now,
                "busy": False,
                "fault": "",
            },
        )
        record_event(
            ScanEvent.CLOUD_CONNECTED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            vendor=word.value,
        )
        ask_for_reading(row.id, now)


def disconnect_cloud(organisation_id: uuid.UUID, word: CloudVendor, *, actor: Person) -> bool:
    """Erase the token and all that was read, and end the agreement at the vendor: True when the vendor ended it.

    Where it could not, the owner does that there. Ours is gone in every case.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
    """
    with transaction.atomic():
        assert_may_manage(actor, organisation_id)
        row = CloudConnection.objects.filter(organisation_id=organisation_id, vendor=word.value).first()
        if row is None:
            return False
        sealed = bytes(row.sealed)
        record_event(
            ScanEvent.CLOUD_DISCONNECTED,
            actor=actor,
            subject_id=row.id,
            organisation_id=organisation_id,
            vendor=word.value,
        )
        row.delete()
        follow_evidence(organisation_id)
    try:
        return bool(sealed) and sign_in.revoke(vendor_of(word), unseal(sealed))
    except CloudRefused:
        return False
