"""Keeps the cells of a file while somebody says what its columns are; a day at most, and never longer than it takes."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.list_file.cells import FileTable
from weerbaar.portal.parks.models import ListFile
from weerbaar.portal.parks.selectors import assert_may_run

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class KeptFile:
    """A file that waits."""

    name: str
    table: FileTable


def keep_list_file(
    park_id: uuid.UUID, name: str, table: FileTable, *, actor: Person, now: datetime | None = None
) -> None:
    """In place of the file that this person had waiting for the area.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_run(actor, park_id)
        ListFile.objects.update_or_create(
            park_id=park_id,
            by_id=actor.user_id,
            defaults={"name": name[:120], "cells": table.stored(), "at": now},
        )


def kept_list_file(park_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> KeptFile | None:
    """The file of this person that waits, or None.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    assert_may_run(actor, park_id)
    now = now or timezone.now()
    row = ListFile.objects.filter(park_id=park_id, by_id=actor.user_id, at__gt=now - KEPT_FOR).first()
    return KeptFile(row.name, FileTable.from_stored(row.cells)) if row else None


def drop_list_file(park_id: uuid.UUID, *, actor: Person) -> None:
    """It waits no more: it was taken in, or not wanted.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    assert_may_run(actor, park_id)
    ListFile.objects.filter(park_id=park_id, by_id=actor.user_id).delete()


def forget_list_files(now: datetime | None = None) -> int:
    """How many waited too long. A duty of the scheduler."""
    gone, _ = ListFile.objects.filter(at__lte=(now or timezone.now()) - KEPT_FOR).delete()
    return gone
