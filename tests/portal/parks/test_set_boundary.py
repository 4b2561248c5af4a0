"""The outline of an area is set by who runs it, and every one before it is kept."""

import pytest

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.geo.shapes import Shape, read_shape
from weerbaar.portal.parks.area_selectors import boundary_of
from weerbaar.portal.parks.boundary_file import BoundarySource
from weerbaar.portal.parks.errors import NoSuchPark, NothingToUndo, ParkNotAllowed
from weerbaar.portal.parks.models import Boundary, Park
from weerbaar.portal.parks.services.set_boundary import set_boundary, undo_boundary
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def square(side: float) -> Shape:
    ring = [[5.38, 52.15], [5.38 + side, 52.15], [5.38 + side, 52.15 + side], [5.38, 52.15 + side], [5.38, 52.15]]
    return read_shape({"type": "Polygon", "coordinates": [ring]})


def test_the_area_has_the_newest_outline_its_size_and_where_it_came_from(here: Area) -> None:
    source = BoundarySource("ibis.json", {"RIN_NUMMER": "30412"})
    set_boundary(here.park.id, square(0.01), source, actor=here.manager)
    view = boundary_of(here.at(PartnerKind.POLICE), here.park.id)
    assert view is not None
    assert view.geometry == square(0.01).geojson() == Park.objects.get().boundary
    assert view.area_ha == pytest.approx(76.1, abs=0.3)
    assert view.source == {"file": "ibis.json", "RIN_NUMMER": "30412"}
    assert view.set_by == "Chaima"


def test_taking_back_leads_to_the_outline_before_until_there_is_none(here: Area) -> None:
    for side in (0.01, 0.02):
        set_boundary(here.park.id, square(side), actor=here.manager)
    undo_boundary(here.park.id, actor=here.manager)
    assert Park.objects.get().boundary == square(0.01).geojson()
    set_boundary(here.park.id, square(0.03), actor=here.manager)
    for left in (square(0.01).geojson(), None):
        undo_boundary(here.park.id, actor=here.manager)
        assert Park.objects.get().boundary == left
    assert boundary_of(here.manager, here.park.id) is None
    with pytest.raises(NothingToUndo):
        undo_boundary(here.park.id, actor=here.manager)
    assert Boundary.objects.count() == 3


def test_partners_and_strangers_set_none(here: Area) -> None:
    with pytest.raises(ParkNotAllowed):
        set_boundary(here.park.id, square(0.01), actor=here.at(PartnerKind.POLICE))
    with pytest.raises(NoSuchPark):
        set_boundary(here.park.id, square(0.01), actor=here.outsider.person)
    with pytest.raises(ParkNotAllowed):
        undo_boundary(here.park.id, actor=here.at(PartnerKind.POLICE))
    with pytest.raises(NoSuchPark):
        boundary_of(here.outsider.person, here.park.id)


def test_both_are_written_down(here: Area) -> None:
    set_boundary(here.park.id, square(0.01), actor=here.manager)
    undo_boundary(here.park.id, actor=here.manager)
    words = set(Event.objects.filter(subject_id=here.park.id).values_list("word", flat=True))
    assert {"person:park-boundary:draw", "person:park-boundary:undo"} <= words
