"""Sets the outline of an area, and takes the newest back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.geo.measures import area_ha
from weerbaar.portal.core.geo.shapes import Shape
from weerbaar.portal.parks.boundary_file import BoundarySource
from weerbaar.portal.parks.errors import NothingToUndo
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import Boundary, Park
from weerbaar.portal.parks.selectors import assert_may_run


def set_boundary(
    park_id: uuid.UUID,
    shape: Shape,
    source: BoundarySource | None = None,
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the outline that holds from now on. Those before are kept.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    source = source or BoundarySource()
    with transaction.atomic():
        assert_may_run(actor, park_id)
        park = Park.objects.select_for_update().get(id=park_id)
        row = Boundary.objects.create(
            park=park,
            geometry=shape.geojson(),
            area_ha=round(area_ha(shape.parts), 2),
            number=(park.boundaries.aggregate(newest=Max("number"))["newest"] or 0) + 1,
            source={"file": source.file, **source.told},
            set_at=now or timezone.now(),
            set_by_id=actor.user_id,
        )
        _hold(park, row)
        record_event(ParkEvent.BOUNDARY_DRAWN, actor=actor, subject_id=park_id)
    return row.id


def undo_boundary(park_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """The outline before holds again; without one the area has none.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NothingToUndo: it has no outline.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        park = Park.objects.select_for_update().get(id=park_id)
        newest, *before = park.boundaries.filter(undone_at=None).order_by("-number")[:2] or [None]
        if newest is None:
            raise NothingToUndo
        newest.undone_at = now or timezone.now()
        newest.save(update_fields=["undone_at"])
        _hold(park, before[0] if before else None)
        record_event(ParkEvent.BOUNDARY_TAKEN_BACK, actor=actor, subject_id=park_id)


def _hold(park: Park, row: Boundary | None) -> None:
    park.boundary = row.geometry if row else None
    park.save(update_fields=["boundary"])
