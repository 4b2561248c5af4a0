"""Takes the newest change of the list of establishments back, be it one row or a whole file."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import NothingToUndo
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.list_history import Before, newest_change
from weerbaar.portal.parks.models import Establishment, Park
from weerbaar.portal.parks.selectors import assert_may_run


def undo_list_change(park_id: uuid.UUID, change_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> int:
    """How many rows are again as they were. Changes are taken back from the newest on, so that none is overwritten.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NothingToUndo: this is not the newest change any more.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        Park.objects.select_for_update().get(id=park_id)
        change = newest_change(park_id)
        if change is None or change.id != change_id:
            raise NothingToUndo
        _restore(park_id, change.before)
        change.undone_at = now or timezone.now()
        change.save(update_fields=["undone_at"])
        record_event(ParkEvent.LIST_TAKEN_BACK, actor=actor, subject_id=park_id, kind=change.kind)
    return len(change.before)


def _restore(park_id: uuid.UUID, was: Before) -> None:
    there = Establishment.objects.filter(park_id=park_id)
    there.filter(id__in=[key for key, fields in was.items() if fields is None]).delete()
    rows = there.in_bulk([uuid.UUID(key) for key, fields in was.items() if fields is not None])
    kept = {key: fields for key, fields in was.items() if fields is not None}
    known = [(rows[uuid.UUID(key)], fields) for key, fields in kept.items() if uuid.UUID(key) in rows]
    # Two rows may have swapped their numbers: all numbers go before any comes back.
    there.filter(id__in=[row.id for row, _ in known]).update(establishment_number="")
    for row, fields in known:
        for name, value in fields.items():
            setattr(row, name, value)
    if known:
        names = list(known[0][1])
        Establishment.objects.bulk_update([row for row, _ in known], names, batch_size=200)
    gone = [(key, fields) for key, fields in kept.items() if uuid.UUID(key) not in rows]
    Establishment.objects.bulk_create(
        [Establishment(id=uuid.UUID(key), park_id=park_id, **fields) for key, fields in gone], batch_size=200
    )
