"""Water and fire: depths are looked at first and undone at once, facts are dated, goods are for the fire brigade alone."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.portal.incidents.depths import EAST, WEST, feature, geojson, geotiff
from tests.portal.incidents.reports import Place, place
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.geo.rijksdriehoek import to_wgs84
from weerbaar.portal.incidents.depth_files.depth_map import DepthUnit
from weerbaar.portal.incidents.errors import (
    DepthFault,
    DepthsRefused,
    FactFault,
    FactRefused,
    GoodsFault,
    GoodsRefused,
    NoSuchDepths,
)
from weerbaar.portal.incidents.models import DepthImport, FireFact, HazardousGood, PlotAnswer, PlotDepth
from weerbaar.portal.incidents.plot_selectors import goods_of, plot_answers_of, plots_of, plots_of_company
from weerbaar.portal.incidents.services.answer_plot import answer_plot
from weerbaar.portal.incidents.services.import_depths import DepthFile, propose_depths, take_depths, undo_depths
from weerbaar.portal.incidents.services.keep_goods import MOST_LINES, GoodForm, add_good, look_at_goods, remove_good
from weerbaar.portal.incidents.services.note_fire_fact import FactForm, note_fact, remove_fact
from weerbaar.portal.incidents.words import Chance, FactKind, FactState
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def establishment(here: Place, corner: tuple[float, float], name: str, **more: Any) -> uuid.UUID:
    longitude, latitude = to_wgs84(corner[0] + 50, corner[1] + 50)
    row = Establishment.objects.create(park=here.area.park, name=name, longitude=longitude, latitude=latitude, **more)
    return row.id


def depth_file(data: bytes, **change: Any) -> DepthFile:
    usual: dict[str, Any] = {
        "name": "dieptes.geojson",
        "data": data,
        "size": len(data),
        "source": "Waterschap (verzonnen)",
        "dated_on": date(2026, 1, 1),
        "unit": DepthUnit.CENTIMETRES,
    }
    return DepthFile(**{**usual, **change})


def told(here: Place) -> dict[str, dict[str, int]]:
    return {
        plot.name: {chance.value: depth.depth_cm for chance, depth in plot.depths.items()}
        for plot in plots_of(here.area.manager, here.park_id)
    }


def test_depths_are_told_once_taken_and_told_no_more_once_undone(here: Place) -> None:
    establishment(here, WEST, "West")
    establishment(here, EAST, "Oost")
    first = propose_depths(
        here.park_id, depth_file(geojson(feature(WEST, T100=30), feature(EAST, T100=90))), actor=here.area.manager
    )
    assert told(here) == {"West": {}, "Oost": {}}
    take_depths(here.park_id, first, actor=here.area.manager)
    assert told(here) == {"Oost": {"T100": 90}, "West": {"T100": 30}}
    second = propose_depths(here.park_id, depth_file(geojson(feature(WEST, T10=5, T100=60))), actor=here.area.manager)
    take_depths(here.park_id, second, actor=here.area.pim.person)
    assert told(here) == {"Oost": {"T100": 90}, "West": {"T10": 5, "T100": 60}}
    undo_depths(here.park_id, second, actor=here.area.manager)
    assert told(here) == {"Oost": {"T100": 90}, "West": {"T100": 30}}
    with pytest.raises(NoSuchDepths):
        undo_depths(here.park_id, second, actor=here.area.manager)
    with pytest.raises(NoSuchDepths):
        take_depths(here.park_id, first, actor=here.area.manager)


def test_a_new_look_takes_the_place_of_one_that_was_not_taken(here: Place) -> None:
    establishment(here, WEST, "West")
    old = propose_depths(here.park_id, depth_file(geojson(feature(WEST, T100=30))), actor=here.area.manager)
    propose_depths(here.park_id, depth_file(geojson(feature(WEST, T100=40))), actor=here.area.manager)
    assert not DepthImport.objects.filter(id=old).exists()
    assert PlotDepth.objects.get().depth_cm == 40


def test_a_geotiff_gives_one_chance(here: Place) -> None:
    establishment(here, WEST, "West")
    establishment(here, EAST, "Oost")
    data = geotiff([[0.34, -9999.0]])
    made = propose_depths(
        here.park_id, depth_file(data, unit=DepthUnit.METRES, chance=Chance.T1000), actor=here.area.manager
    )
    take_depths(here.park_id, made, actor=here.area.manager)
    assert told(here) == {"West": {"T1000": 34}, "Oost": {}}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"source": " "}, DepthFault.NO_SOURCE),
        ({"dated_on": None}, DepthFault.NO_DAY),
        ({"dated_on": date(2999, 1, 1)}, DepthFault.NO_DAY),
        ({"unit": None}, DepthFault.NO_UNIT),
        ({"size": 0}, DepthFault.EMPTY),
        ({"size": 99_000_000}, DepthFault.TOO_LARGE),
        ({"data": geotiff([[1.0]])}, DepthFault.NO_CHANCE),
        ({"data": geojson(feature(EAST, T100=30))}, DepthFault.NONE_INSIDE),
        ({"data": b"x"}, DepthFault.NOT_JSON),
    ],
)
def test_a_file_that_says_too_little_is_refused(here: Place, change: dict[str, Any], fault: DepthFault) -> None:
    establishment(here, WEST, "West")
    with pytest.raises(DepthsRefused) as refused:
        told = replace(depth_file(geojson(feature(WEST, T100=30))), **change)
        propose_depths(here.park_id, told, actor=here.area.manager)
    assert refused.value.fault is fault
    assert not DepthImport.objects.exists()


def test_without_places_on_the_map_there_is_nothing_to_lay_it_beside(here: Place) -> None:
    Establishment.objects.create(park=here.area.park, name="Zonder plek")
    with pytest.raises(DepthsRefused) as refused:
        propose_depths(here.park_id, depth_file(geojson(feature(WEST, T100=30))), actor=here.area.manager)
    assert refused.value.fault is DepthFault.NO_ESTABLISHMENTS


def test_only_who_runs_the_area_reads_files_in(here: Place) -> None:
    with pytest.raises(ParkNotAllowed):
        propose_depths(here.park_id, depth_file(b"x"), actor=here.area.at(PartnerKind.WATER_BOARD))
    with pytest.raises(NoSuchPark):
        propose_depths(here.park_id, depth_file(b"x"), actor=here.area.outsider.person)


def test_a_company_reads_the_depths_of_its_own_establishment(here: Place) -> None:
    establishment(here, WEST, "West", organisation_id=here.bakery.id)
    establishment(here, EAST, "Oost")
    made = propose_depths(
        here.park_id, depth_file(geojson(feature(WEST, T100=30), feature(EAST, T100=90))), actor=here.area.manager
    )
    take_depths(here.park_id, made, actor=here.area.manager)
    assert [(plot.name, plot.deepest_cm) for plot in plots_of_company(here.bakery.view())] == [("West", 30)]


def fact(**change: Any) -> FactForm:
    usual: dict[str, Any] = {
        "kind": FactKind.HYDRANT,
        "place": "Meerpaal 4",
        "state": FactState.FREE,
        "checked_on": timezone.localdate(),
    }
    return FactForm(**{**usual, **change})


def test_a_fact_is_written_by_who_runs_the_area_and_by_the_fire_brigade(here: Place) -> None:
    first = note_fact(here.park_id, fact(), actor=here.area.at(PartnerKind.FIRE_BRIGADE))
    again = note_fact(here.park_id, fact(state=FactState.BLOCKED), actor=here.area.manager)
    assert first == again
    assert FireFact.objects.get().state == "blocked"
    for party in (PartnerKind.POLICE, PartnerKind.INSURER):
        with pytest.raises(ParkNotAllowed):
            note_fact(here.park_id, fact(), actor=here.area.at(party))
    remove_fact(here.park_id, first, actor=here.area.manager)
    with pytest.raises(FactRefused):
        remove_fact(here.park_id, first, actor=here.area.manager)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"kind": None}, FactFault.NO_KIND),
        ({"place": " "}, FactFault.NO_PLACE),
        ({"state": None}, FactFault.NO_STATE),
        ({"checked_on": None}, FactFault.NO_DAY),
        ({"checked_on": date(2999, 1, 1)}, FactFault.DAY_AHEAD),
    ],
)
def test_a_fact_that_says_too_little_is_refused(here: Place, change: dict[str, Any], fault: FactFault) -> None:
    with pytest.raises(FactRefused) as refused:
        note_fact(here.park_id, fact(**change), actor=here.area.manager)
    assert refused.value.fault is fault


def good(**change: str) -> GoodForm:
    return GoodForm(
        **{"substance": "Propaan", "quantity": "40 kilo", "place": "Achterkant", "un_number": "UN 1978", **change}
    )


def test_goods_are_read_by_the_company_and_the_fire_brigade_alone(here: Place) -> None:
    add_good(here.bakery.id, good(), actor=here.bakery.carla.person)
    lists = look_at_goods(here.park_id, actor=here.area.at(PartnerKind.FIRE_BRIGADE))
    assert [(name, [item.un_number for item in goods]) for name, goods in lists] == [("Bakkerij Deegrol", ["1978"])]
    looked = Event.objects.get(word="person:hazardous-goods:look")
    assert (looked.organisation_id, looked.actor_id) == (
        here.bakery.id,
        here.area.at(PartnerKind.FIRE_BRIGADE).user_id,
    )
    others = [here.area.manager, here.area.pim.person, *(here.area.at(party) for party in here.area.partners)]
    others.remove(here.area.at(PartnerKind.FIRE_BRIGADE))
    for person in others:
        with pytest.raises(ParkNotAllowed):
            look_at_goods(here.park_id, actor=person)
    for stranger in (here.area.outsider, here.bakery.anna):
        with pytest.raises(NoSuchPark):
            look_at_goods(here.park_id, actor=stranger.person)
    assert Event.objects.filter(word="person:hazardous-goods:look").count() == 1


def test_a_company_that_left_the_area_is_read_no_more(here: Place) -> None:
    from weerbaar.portal.parks.services.join_park import leave_park

    add_good(here.bakery.id, good(), actor=here.bakery.anna.person)
    leave_park(here.bakery.id, here.park_id, actor=here.bakery.anna.person)
    assert look_at_goods(here.park_id, actor=here.area.at(PartnerKind.FIRE_BRIGADE)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"substance": ""}, GoodsFault.NO_SUBSTANCE),
        ({"un_number": "12"}, GoodsFault.UN_NUMBER),
        ({"un_number": "UN12345"}, GoodsFault.UN_NUMBER),
        ({"quantity": " "}, GoodsFault.NO_QUANTITY),
        ({"place": ""}, GoodsFault.NO_PLACE),
    ],
)
def test_a_line_that_says_too_little_is_refused(here: Place, change: dict[str, str], fault: GoodsFault) -> None:
    with pytest.raises(GoodsRefused) as refused:
        add_good(here.bakery.id, good(**change), actor=here.bakery.anna.person)
    assert refused.value.fault is fault


def test_a_list_is_bounded_and_a_line_is_removed_by_its_own_company(here: Place) -> None:
    anna = here.bakery.anna.person
    row = add_good(here.bakery.id, good(un_number=""), actor=anna)
    with pytest.raises(GoodsRefused):
        remove_good(here.bakery.otto_id, row, actor=here.bakery.otto.person)
    with pytest.raises(NotAllowed):
        remove_good(here.bakery.id, row, actor=here.bakery.bram.person)
    remove_good(here.bakery.id, row, actor=anna)
    assert goods_of(here.bakery.view()) == []
    HazardousGood.objects.bulk_create(
        HazardousGood(organisation_id=here.bakery.id, substance="x", quantity="1", place="y", written_at=timezone.now())
        for _ in range(MOST_LINES)
    )
    with pytest.raises(GoodsRefused) as refused:
        add_good(here.bakery.id, good(), actor=anna)
    assert refused.value.fault is GoodsFault.TOO_MANY


def test_answers_are_kept_and_what_is_no_answer_is_passed_over(here: Place) -> None:
    anna, now = here.bakery.anna.person, timezone.now()
    told_now = {"FF-F01": "no", "FF-F07": "longer", "FF-F11": "yes", "FF-X99": "yes", "FF-W01": "perhaps"}
    assert answer_plot(here.bakery.id, told_now, actor=anna, now=now) == 2
    assert plot_answers_of(here.bakery.view()) == {"FF-F01": "no", "FF-F07": "longer"}
    assert answer_plot(here.bakery.id, told_now, actor=anna, now=now + timedelta(days=1)) == 0
    assert {row.answered_at for row in PlotAnswer.objects.all()} == {now}
    with pytest.raises(NotAllowed):
        answer_plot(here.bakery.id, told_now, actor=here.bakery.bram.person)
