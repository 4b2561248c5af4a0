"""The list of establishments: who runs the area keeps it, and every change can be taken back, newest first."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.portal.people import company, somebody
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.area_selectors import (
    ListFilter,
    establishment_of,
    establishments_of,
    figures_of,
    undoable_change,
)
from weerbaar.portal.parks.errors import (
    EntryFault,
    EntryRefused,
    NoSuchEntry,
    NoSuchPark,
    NothingToUndo,
    ParkNotAllowed,
)
from weerbaar.portal.parks.establishment_form import EstablishmentForm, faults_of
from weerbaar.portal.parks.list_history import KEPT
from weerbaar.portal.parks.models import Establishment, ListChange, Park
from weerbaar.portal.parks.services.keep_establishment import (
    add_establishment,
    change_establishment,
    remove_establishment,
)
from weerbaar.portal.parks.services.undo_list_change import undo_list_change
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db
FORGE = EstablishmentForm("Smederij De Vonk", "000012345678", "Ankerweg 10", "manufacturing", True)
EMPTY = EstablishmentForm(address="Ankerweg 9", is_vacant=True)


@pytest.fixture
def here() -> Area:
    return area()


def undo(here: Area) -> int:
    newest = undoable_change(here.manager, here.park.id)
    assert newest is not None
    return undo_list_change(here.park.id, newest.id, actor=here.manager)


def rows(here: Area) -> set[tuple[uuid.UUID, EstablishmentForm]]:
    return {(view.id, view.form) for view in establishments_of(here.manager, here.park.id)}


@pytest.mark.parametrize(
    ("form", "faults"),
    [
        (FORGE, {}),
        (EMPTY, {}),
        (replace(FORGE, name="", address=""), {"name": EntryFault.MISSING, "address": EntryFault.MISSING}),
        (replace(FORGE, name="x" * 121), {"name": EntryFault.TOO_LONG}),
        (replace(FORGE, establishment_number="12345678"), {"establishment_number": EntryFault.NOT_TWELVE_DIGITS}),
        (replace(FORGE, establishment_number="١" * 12), {"establishment_number": EntryFault.NOT_TWELVE_DIGITS}),
        (replace(FORGE, sector="magic"), {"sector": EntryFault.UNKNOWN_WORD}),
        (replace(FORGE, latitude=52.1), {"longitude": EntryFault.MISSING}),
        (replace(FORGE, latitude=5.1, longitude=52.1), {"latitude": EntryFault.NOT_ON_THE_MAP}),
        (replace(FORGE, latitude=float("nan"), longitude=5.1), {"latitude": EntryFault.NOT_ON_THE_MAP}),
    ],
)
def test_what_is_wrong_is_said_by_field(form: EstablishmentForm, faults: dict[str, EntryFault]) -> None:
    assert faults_of(form) == faults


def test_partners_read_the_list_and_only_who_runs_the_area_changes_it(here: Area) -> None:
    added = add_establishment(here.park.id, FORGE, actor=here.pim.person)
    police = here.at(PartnerKind.POLICE)
    assert [view.form for view in establishments_of(police, here.park.id)] == [FORGE]
    for deed in (
        lambda who: add_establishment(here.park.id, EMPTY, actor=who),
        lambda who: change_establishment(here.park.id, added, EMPTY, actor=who),
        lambda who: remove_establishment(here.park.id, added, actor=who),
        lambda who: undo_list_change(here.park.id, ListChange.objects.get().id, actor=who),
    ):
        with pytest.raises(ParkNotAllowed):
            deed(police)
        with pytest.raises(NoSuchPark):
            deed(here.outsider.person)
    with pytest.raises(NoSuchPark):
        establishments_of(here.outsider.person, here.park.id)


def test_an_establishment_of_another_area_is_not_found(here: Area) -> None:
    other = add_establishment(here.park.id, FORGE, actor=here.manager)
    Establishment.objects.filter(id=other).update(park=Park.objects.create(name="Elders"))
    with pytest.raises(NoSuchEntry):
        change_establishment(here.park.id, other, EMPTY, actor=here.manager)
    with pytest.raises(NoSuchEntry):
        remove_establishment(here.park.id, other, actor=here.manager)
    assert establishment_of(here.manager, here.park.id, other) is None


def test_a_number_stands_once_on_the_list(here: Area) -> None:
    first = add_establishment(here.park.id, FORGE, actor=here.manager)
    with pytest.raises(EntryRefused) as refused:
        add_establishment(here.park.id, replace(FORGE, name="Een ander"), actor=here.manager)
    assert refused.value.faults == {"establishment_number": EntryFault.TAKEN}
    change_establishment(here.park.id, first, replace(FORGE, name="De Vonk"), actor=here.manager)
    assert list(ListChange.objects.order_by("number").values_list("kind", flat=True)) == ["add", "change"]


def test_each_change_is_taken_back_from_the_newest_on(here: Area) -> None:
    states = [rows(here)]
    forge = add_establishment(here.park.id, FORGE, actor=here.manager)
    states.append(rows(here))
    change_establishment(here.park.id, forge, replace(FORGE, sector="care"), actor=here.manager)
    states.append(rows(here))
    remove_establishment(here.park.id, forge, actor=here.manager)
    for state in reversed(states):
        assert undo(here) == 1
        assert rows(here) == state
    assert undoable_change(here.manager, here.park.id) is None


def test_an_older_change_is_not_taken_back_over_a_newer_one(here: Area) -> None:
    add_establishment(here.park.id, FORGE, actor=here.manager)
    older = ListChange.objects.get()
    add_establishment(here.park.id, EMPTY, actor=here.manager)
    with pytest.raises(NothingToUndo):
        undo_list_change(here.park.id, older.id, actor=here.manager)
    assert Establishment.objects.count() == 2


def test_whose_company_it_is_stays_and_does_not_stand_in_what_is_kept_for_taking_back(here: Area) -> None:
    forge = add_establishment(here.park.id, FORGE, actor=here.manager)
    organisation = company(somebody("vonk"), "De Vonk")
    Establishment.objects.filter(id=forge).update(organisation_id=organisation)
    change_establishment(here.park.id, forge, replace(FORGE, sector="care"), actor=here.manager)
    assert str(organisation) not in str(list(ListChange.objects.values_list("before", flat=True)))
    undo(here)
    assert Establishment.objects.get().organisation_id == organisation


def test_only_the_newest_changes_are_kept(here: Area) -> None:
    for number in range(KEPT + 3):
        add_establishment(here.park.id, replace(EMPTY, address=f"Kade {number}"), actor=here.manager)
    assert ListChange.objects.count() == KEPT


def test_the_list_is_searched_filtered_and_in_the_order_of_the_street(here: Area) -> None:
    for form in (FORGE, EMPTY, EstablishmentForm("Bakker Bol", address="Boegstraat 2", sector="retail")):
        add_establishment(here.park.id, form, actor=here.manager)

    def found(**asked: str) -> list[str]:
        return [view.form.address for view in establishments_of(here.manager, here.park.id, ListFilter(**asked))]

    assert found() == ["Ankerweg 9", "Ankerweg 10", "Boegstraat 2"]
    assert found(typed="vonk anker") == ["Ankerweg 10"]
    assert found(typed="12345678") == ["Ankerweg 10"]
    assert found(show="vacant") == ["Ankerweg 9"]
    assert found(show="member") == ["Ankerweg 10"]
    assert found(show="no-member", sector="retail") == ["Boegstraat 2"]


def test_empty_buildings_are_no_establishments_in_the_figures(here: Area) -> None:
    for form in (FORGE, EMPTY, EstablishmentForm("Bakker Bol", address="Boegstraat 2", sector="retail")):
        add_establishment(here.park.id, form, actor=here.manager)
    figures = figures_of(here.manager, here.park.id)
    assert (figures.establishments, figures.members, figures.vacant) == (2, 1, 1)
    assert figures.sectors == [("manufacturing", 1), ("retail", 1)]


def test_every_change_is_written_down(here: Area) -> None:
    forge = add_establishment(here.park.id, FORGE, actor=here.manager)
    change_establishment(here.park.id, forge, EMPTY, actor=here.manager)
    remove_establishment(here.park.id, forge, actor=here.manager)
    undo(here)
    words = set(Event.objects.values_list("word", flat=True))
    assert {
        "person:establishment:add",
        "person:establishment:change",
        "person:establishment:remove",
        "person:establishment-list:undo",
    } <= words


_DEEDS = st.lists(st.tuples(st.sampled_from(["add", "change", "remove", "undo"]), st.integers(0, 3)), max_size=12)


class TakingBackTest(TestCase):
    """Whatever was done, taking everything back gives the list of the beginning."""

    @settings(max_examples=12, deadline=None)
    @given(_DEEDS)
    def test_taking_everything_back_gives_the_list_of_the_beginning(self, deeds: list[tuple[str, int]]) -> None:
        here = area()
        begin = add_establishment(here.park.id, FORGE, actor=here.manager)
        first = rows(here)
        ListChange.objects.all().delete()
        for deed, number in deeds:
            there = sorted(view.id for view in establishments_of(here.manager, here.park.id))
            form = replace(EMPTY, address=f"Kade {number}")
            if deed == "add":
                add_establishment(here.park.id, form, actor=here.manager)
            elif deed == "undo" and undoable_change(here.manager, here.park.id):
                undo(here)
            elif there and deed == "change":
                change_establishment(here.park.id, there[number % len(there)], form, actor=here.manager)
            elif there and deed == "remove":
                remove_establishment(here.park.id, there[number % len(there)], actor=here.manager)
        while undoable_change(here.manager, here.park.id):
            undo(here)
        assert rows(here) == first
        assert begin in {key for key, _ in first}
