"""What the map and lists of an area hold in the generated world: an outline, an address and a camera, each with a mark."""

from tests.portal.isolation.company import Company
from tests.portal.isolation.marks import Field, Marks
from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.parks.boundary_file import BoundarySource
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.services.keep_establishment import add_establishment
from weerbaar.portal.parks.services.keep_facility import FacilityForm, add_facility
from weerbaar.portal.parks.services.set_boundary import set_boundary
from weerbaar.portal.parks.words import FacilityKind

_RING = [[5.38, 52.15], [5.39, 52.15], [5.39, 52.16], [5.38, 52.15]]


def make_area_lists(area: Company, marks: Marks) -> None:
    """All of it, by who manages the area."""
    mark = marks.new(Field.KVO, area.key)
    shape = read_shape({"type": "Polygon", "coordinates": [_RING]})
    set_boundary(area.id, shape, BoundarySource(f"{mark}.json", {"PLAN_NAAM": mark}), actor=area.owner)
    address = EstablishmentForm(marks.new(Field.KVO, area.key), address=marks.new(Field.KVO, area.key))
    area.note("establishment_id", add_establishment(area.id, address, actor=area.owner))
    keeper, function = marks.new(Field.KVO, area.key), marks.new(Field.KVO, area.key)
    form = FacilityForm(FacilityKind.CAMERAS, marks.new(Field.KVO, area.key), keeper, function)
    area.note("facility_id", add_facility(area.id, form, actor=area.owner))
