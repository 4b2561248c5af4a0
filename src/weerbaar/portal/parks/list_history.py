"""How the list of establishments was before a change: what taking it back needs."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Max

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.models import Establishment, ListChange
from weerbaar.portal.parks.words import ListChangeKind

# For each row that was touched, by its id: its fields as they were, or None when it was not there.
Before: TypeAlias = Mapping[str, Mapping[str, Any] | None]
KEPT = 20  # changes of one area: who comes back later than that takes in a file


def form_of(row: Establishment) -> EstablishmentForm:
    """What stands in the row."""
    return EstablishmentForm(
        name=row.name,
        establishment_number=row.establishment_number,
        address=row.address,
        sector=row.sector,
        association_member=row.association_member,
        is_vacant=row.is_vacant,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def before(row: Establishment) -> Mapping[str, Any]:
    """The row as it is now, without whose company it is: that is for the company to say."""
    return form_of(row).fields()


def note_change(park_id: uuid.UUID, kind: ListChangeKind, was: Before, actor: Person, now: datetime) -> uuid.UUID:
    """Write it down, and forget the oldest ones."""
    changes = ListChange.objects.filter(park_id=park_id)
    number = (changes.aggregate(newest=Max("number"))["newest"] or 0) + 1
    row = ListChange.objects.create(
        park_id=park_id, kind=kind.value, before=was, number=number, at=now, by_id=actor.user_id
    )
    changes.filter(number__lte=number - KEPT).delete()
    return row.id


def newest_change(park_id: uuid.UUID) -> ListChange | None:
    """The change that can be taken back: the newest that was not."""
    return ListChange.objects.filter(park_id=park_id, undone_at=None).order_by("-number").first()
