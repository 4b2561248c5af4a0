"""The walk-rounds of the generated world: of each area a round with one point."""

import uuid

from django.utils import timezone

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from weerbaar.portal.inspections.point_form import PointForm
from weerbaar.portal.inspections.services.put_point import Walk, put_point
from weerbaar.portal.inspections.words import Light

INSPECTION_ROUTES = {
    "inspection-rounds",
    "inspection-before",
    "inspection-round",
    "inspection-round-paper",
    "inspection-point-new",
    "inspection-points",
    "inspection-points-csv",
    "inspection-point",
    "inspection-photo",
    "inspection-photo-erase",
    "inspection-open311",
    "inspection-sync-photo",
    "inspection-sync-point",
    "inspection-sync-state",
    "inspection-sync-content",
}
# The number of a photo that nobody has.
INSPECTION_WORDS = {"sha256": ("0" * 64,)}


def walk_around(area: Company, marks: Marks) -> None:
    """A round, and a point with a text that nobody else may read."""
    on = Walk(uuid.uuid4(), Light.DAY, timezone.now())
    form = PointForm("PT-SIGN", text=marks.new(Field.KVO, area.key), place_text=marks.new(Field.KVO, area.key))
    receipt = put_point(area.id, uuid.uuid4(), form, on, actor=area.owner)
    area.note("inspection_id", on.id)
    area.note("point_id", receipt.id)
