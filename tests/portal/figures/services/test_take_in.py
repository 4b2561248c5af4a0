"""A file is looked at, taken in, replaced after a yes, and taken out again; nothing of a wrong file is kept."""

import uuid

import pytest

from tests.portal.figures.files import FIRE, HOME, OUTLINE, accident_feature, accidents_json, police_csv, two_years
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.figures.errors import CodeFault, CodesRefused, ImportFault, ImportRefused, NoSuchImport
from weerbaar.portal.figures.models import AccidentSpot, Figure, FigureImport
from weerbaar.portal.figures.selectors import figures_for, imports_for, spots_of, waiting_import
from weerbaar.portal.figures.services.set_codes import set_codes
from weerbaar.portal.figures.services.take_in import FigureFile, look_at_figures, take_in_figures, undo_figures
from weerbaar.portal.figures.words import Source
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    found = area()
    set_codes(found.park.id, HOME.lower(), actor=found.manager)
    return found


def looked(here: Area, data: bytes, source: Source = Source.POLICE_YEAR, actor: Person | None = None) -> uuid.UUID:
    file = FigureFile(source, "cijfers.csv", data, "open data")
    found, reading = look_at_figures(here.park.id, file, actor=actor or here.manager)
    assert found is not None, reading.complaints
    return found


def taken_in(here: Area, data: bytes, source: Source = Source.POLICE_YEAR, *, replaces: bool = False) -> uuid.UUID:
    found = looked(here, data, source)
    take_in_figures(here.park.id, found, replaces=replaces, actor=here.manager)
    return found


def number(here: Area, kind: str, year: int) -> int | None:
    figures = figures_for(here.manager, here.park.id).figures
    return next((one.number for one in figures if (one.kind, one.year) == (kind, year)), None)


def test_what_was_looked_at_counts_only_after_it_is_taken_in(here: Area) -> None:
    waiting = looked(here, police_csv(two_years()))
    assert number(here, "2.5.1", 2024) is None
    take_in_figures(here.park.id, waiting, actor=here.manager)
    assert number(here, "2.5.1", 2024) == 15
    assert Event.objects.get(word="person:figures:take-in").details == {"source": "police_year", "rows": 6}


def test_where_it_comes_from_is_kept(here: Area) -> None:
    taken_in(here, police_csv(two_years()))
    (file,) = imports_for(here.partners[PartnerKind.POLICE].person, here.park.id)
    assert (file.file_name, file.note, file.by_name) == ("cijfers.csv", "open data", "Chaima")
    assert (file.first_period, file.last_period, len(file.sha256)) == ("2023", "2024", 64)


def test_of_a_file_with_one_wrong_row_nothing_is_kept(here: Area) -> None:
    file = FigureFile(Source.POLICE_YEAR, "x.csv", police_csv([*two_years(), ("2.5.1", HOME, "2022JJ00", -1)]))
    found, reading = look_at_figures(here.park.id, file, actor=here.manager)
    assert found is None
    assert len(reading.complaints) == 1
    assert not FigureImport.objects.exists()


def test_the_same_file_is_taken_in_once(here: Area) -> None:
    taken_in(here, police_csv(two_years()))
    again = looked(here, police_csv(two_years()))
    with pytest.raises(ImportRefused) as refusal:
        take_in_figures(here.park.id, again, replaces=True, actor=here.manager)
    assert refusal.value.fault is ImportFault.SAME_FILE


def test_a_later_file_replaces_after_a_yes_and_undoing_brings_the_first_back(here: Area) -> None:
    taken_in(here, police_csv(two_years()))
    later = looked(here, police_csv(two_years((12, 17))[3:]))
    assert waiting_import(here.manager, here.park.id, later)[1] == 3
    with pytest.raises(ImportRefused) as refusal:
        take_in_figures(here.park.id, later, actor=here.manager)
    assert refusal.value.fault is ImportFault.REPLACES
    take_in_figures(here.park.id, later, replaces=True, actor=here.manager)
    assert (number(here, "2.5.1", 2024), number(here, "2.5.1", 2023)) == (17, 12)
    undo_figures(here.park.id, later, actor=here.manager)
    assert number(here, "2.5.1", 2024) == 15
    assert [file.state.value for file in imports_for(here.manager, here.park.id)] == ["undone", "taken_in"]
    assert Event.objects.filter(word="person:figures:undo").exists()


def test_what_was_undone_can_be_taken_in_again(here: Area) -> None:
    undo_figures(here.park.id, taken_in(here, police_csv(two_years())), actor=here.manager)
    assert number(here, "2.5.1", 2024) is None
    taken_in(here, police_csv(two_years()))
    assert number(here, "2.5.1", 2024) == 15


def test_undoing_twice_is_refused(here: Area) -> None:
    found = taken_in(here, police_csv(two_years()))
    undo_figures(here.park.id, found, actor=here.manager)
    with pytest.raises(NoSuchImport):
        undo_figures(here.park.id, found, actor=here.manager)


def test_looking_at_another_file_forgets_the_one_before(here: Area) -> None:
    first = looked(here, police_csv(two_years()))
    looked(here, police_csv(two_years((1, 2))))
    with pytest.raises(NoSuchImport):
        take_in_figures(here.park.id, first, actor=here.manager)
    assert Figure.objects.count() == 6


def test_a_year_needs_every_neighbourhood_of_the_area(here: Area) -> None:
    taken_in(here, police_csv(two_years()))
    set_codes(here.park.id, f"{HOME}, BU99990109", actor=here.manager)
    assert number(here, "2.5.1", 2024) is None
    taken_in(here, police_csv(two_years((1, 2), "BU99990109")))
    assert number(here, "2.5.1", 2024) == 17


def test_accidents_are_counted_inside_the_outline(here: Area) -> None:
    here.park.boundary = OUTLINE
    here.park.save()
    features = [accident_feature(2024, "Letsel", [5.4, 52.155]), accident_feature(2024, "Letsel", [5.5, 52.155])]
    found = taken_in(here, accidents_json(features), Source.ACCIDENTS)
    assert number(here, "accident_injury", 2024) == 1
    assert [spot.street for spot in spots_of(here.park.id)] == ["Havenweg"]
    undo_figures(here.park.id, found, actor=here.manager)
    assert not AccidentSpot.objects.exists()


def test_calls_of_the_fire_brigade_are_taken_in(here: Area) -> None:
    taken_in(here, FIRE.encode(), Source.FIRE_BRIGADE)
    assert number(here, "fire_building", 2024) == 2


def test_partners_read_and_do_not_take_in_and_strangers_see_nothing(here: Area) -> None:
    police = here.at(PartnerKind.POLICE)
    waiting = looked(here, police_csv(two_years()))
    for refused, who in ((ParkNotAllowed, police), (NoSuchPark, here.outsider.person)):
        with pytest.raises(refused):
            look_at_figures(here.park.id, FigureFile(Source.POLICE_YEAR, "x", b""), actor=who)
        with pytest.raises(refused):
            take_in_figures(here.park.id, waiting, actor=who)
        with pytest.raises(refused):
            undo_figures(here.park.id, waiting, actor=who)
        with pytest.raises(refused):
            set_codes(here.park.id, HOME, actor=who)
    assert figures_for(police, here.park.id).codes == [HOME]
    with pytest.raises(NoSuchPark):
        figures_for(here.outsider.person, here.park.id)
    with pytest.raises(NoSuchImport):
        waiting_import(here.pim.person, here.park.id, waiting)


@pytest.mark.parametrize(
    ("typed", "fault", "code"),
    [
        ("Havenkwartier", CodeFault.NO_CODE, "HAVENKWARTIER"),
        ("BU99990101 WK999901", CodeFault.WITHIN_ANOTHER, "BU99990101"),
        ("GM9999;WK999901", CodeFault.WITHIN_ANOTHER, "WK999901"),
        (" ".join(f"BU{at:08}" for at in range(21)), CodeFault.TOO_MANY, ""),
    ],
)
def test_a_list_of_neighbourhoods_that_would_count_twice_is_refused(
    here: Area, typed: str, fault: CodeFault, code: str
) -> None:
    with pytest.raises(CodesRefused) as refusal:
        set_codes(here.park.id, typed, actor=here.manager)
    assert (refusal.value.fault, refusal.value.code) == (fault, code)
    assert figures_for(here.manager, here.park.id).codes == [HOME]
