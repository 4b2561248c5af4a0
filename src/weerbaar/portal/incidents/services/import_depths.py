"""Takes in how deep the water comes on each plot: first a look, then all of it, and back with one press."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.papers import MOST_BYTES
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.depth_files.depth_map import DepthMap, DepthUnit
from weerbaar.portal.incidents.depth_files.geojson import read_geojson
from weerbaar.portal.incidents.depth_files.geotiff import read_geotiff
from weerbaar.portal.incidents.errors import DepthFault, DepthsRefused, NoSuchDepths
from weerbaar.portal.incidents.events import IncidentEvent
from weerbaar.portal.incidents.models import DepthImport, PlotDepth
from weerbaar.portal.incidents.words import Chance
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.selectors import assert_may_run

LONGEST_SOURCE = 120
_TIFF = (b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True)
class DepthFile:
    """A file with depths. `source` says who made it, `dated_on` of when it is. `chance` is for a GeoTIFF, which has one."""

    name: str
    data: bytes
    size: int
    source: str
    dated_on: date | None
    unit: DepthUnit | None
    chance: Chance | None = None


def propose_depths(park_id: uuid.UUID, file: DepthFile, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """Read the file and lay it beside the establishments; the id of what may be taken. An earlier proposal is dropped.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        DepthsRefused: carries why, and which features.
    """
    now = now or timezone.now()
    assert_may_run(actor, park_id)
    source = " ".join(file.source.split())[:LONGEST_SOURCE]
    if not source:
        raise DepthsRefused(DepthFault.NO_SOURCE)
    if file.dated_on is None or file.dated_on > timezone.localdate(now):
        raise DepthsRefused(DepthFault.NO_DAY)
    depths = _read(file)
    found = _at_establishments(park_id, depths)
    with transaction.atomic():
        DepthImport.objects.filter(park_id=park_id, taken_at=None).delete()
        row = DepthImport.objects.create(
            park_id=park_id,
            source=source,
            dated_on=file.dated_on,
            file_name=re.sub(r"[^\w. -]", "", file.name)[:100],
            read_at=now,
            read_by_id=actor.user_id,
        )
        PlotDepth.objects.bulk_create(
            PlotDepth(batch=row, establishment_id=establishment, chance=chance.value, depth_cm=depth)
            for establishment, depths_there in found.items()
            for chance, depth in depths_there.items()
        )
        record_event(IncidentEvent.DEPTHS_LOOKED, actor=actor, subject_id=park_id, plots=len(found))
    return row.id


def take_depths(park_id: uuid.UUID, import_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """From now on these depths are told.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchDepths: there is no such proposal.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        rows = DepthImport.objects.filter(park_id=park_id, id=import_id, taken_at=None)
        if not rows.update(taken_at=now or timezone.now()):
            raise NoSuchDepths
        record_event(IncidentEvent.DEPTHS_TAKEN, actor=actor, subject_id=park_id)


def undo_depths(park_id: uuid.UUID, import_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """What was told before is told again.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchDepths: there is no such import, or it was undone.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        rows = DepthImport.objects.filter(park_id=park_id, id=import_id, undone_at=None).exclude(taken_at=None)
        if not rows.update(undone_at=now or timezone.now()):
            raise NoSuchDepths
        record_event(IncidentEvent.DEPTHS_UNDONE, actor=actor, subject_id=park_id)


def _read(file: DepthFile) -> DepthMap:
    if not file.size:
        raise DepthsRefused(DepthFault.EMPTY)
    if file.size > MOST_BYTES:
        raise DepthsRefused(DepthFault.TOO_LARGE)
    if file.unit is None:
        raise DepthsRefused(DepthFault.NO_UNIT)
    if not file.data.startswith(_TIFF):
        return read_geojson(file.data, file.unit)
    if file.chance is None:
        raise DepthsRefused(DepthFault.NO_CHANCE)
    return read_geotiff(file.data, file.unit, file.chance)


def _at_establishments(park_id: uuid.UUID, depths: DepthMap) -> dict[uuid.UUID, dict[Chance, int]]:
    placed = Establishment.objects.filter(park_id=park_id).exclude(latitude=None).exclude(longitude=None)
    rows = list(placed.values_list("id", "longitude", "latitude"))
    if not rows:
        raise DepthsRefused(DepthFault.NO_ESTABLISHMENTS)
    inside = {
        key: there
        for key, longitude, latitude in rows
        if longitude is not None and latitude is not None and (there := depths.at(longitude, latitude))
    }
    if not inside:
        raise DepthsRefused(DepthFault.NONE_INSIDE)
    return inside
