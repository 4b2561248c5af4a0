"""A file is taken in whole or not at all, a second time changes nothing, and one press takes it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.area_selectors import establishments_of, undoable_change
from weerbaar.portal.parks.errors import EntryFault, NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.list_file.cells import FileTable
from weerbaar.portal.parks.list_file.columns import guess
from weerbaar.portal.parks.list_file.rows import Complaint
from weerbaar.portal.parks.models import Establishment, ListChange, ListFile
from weerbaar.portal.parks.services.import_establishments import ListPlan, import_establishments, look_at_list
from weerbaar.portal.parks.services.keep_establishment import add_establishment
from weerbaar.portal.parks.services.keep_list_file import (
    drop_list_file,
    forget_list_files,
    keep_list_file,
    kept_list_file,
)
from weerbaar.portal.parks.services.undo_list_change import undo_list_change
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db
HEADING = "naam|adres|vestigingsnummer|lid"


@pytest.fixture
def here() -> Area:
    return area()


def table(*rows: str, heading: str = HEADING) -> FileTable:
    return FileTable(heading.split("|"), [(line, row.split("|")) for line, row in enumerate(rows, 2)])


def taken_in(here: Area, *rows: str, heading: str = HEADING) -> ListPlan:
    file = table(*rows, heading=heading)
    return import_establishments(here.park.id, file, guess(file.heading), actor=here.manager)


def listed(here: Area) -> list[tuple[str, str, str]]:
    views = establishments_of(here.manager, here.park.id)
    return [(view.form.name, view.form.address, view.form.establishment_number) for view in views]


def numbers(plan: ListPlan) -> tuple[int, int, int]:
    return plan.new, plan.changed, plan.same


def test_a_file_fills_the_list_and_a_second_time_changes_nothing(here: Area) -> None:
    rows = ("Vonk|Kade 1|000000000001|ja", "Bol|Kade 2||nee")
    assert numbers(taken_in(here, *rows)) == (2, 0, 0)
    assert numbers(taken_in(here, *rows)) == (0, 0, 2)
    assert ListChange.objects.count() == 1
    assert Event.objects.get(word="person:establishment-list:import").details == {"new": 2, "changed": 0}


def test_rows_are_found_by_number_and_else_by_address(here: Area) -> None:
    taken_in(here, "Vonk|Kade 1|000000000001|ja", "Bol|Kade 2||nee", "Kraan|Kade 3||nee")
    plan = taken_in(here, "Vonk|Kade 9|000000000001|ja", "Bol BV|kade 2||ja")
    assert numbers(plan) == (0, 2, 0)
    assert listed(here) == [("Bol BV", "kade 2", ""), ("Kraan", "Kade 3", ""), ("Vonk", "Kade 9", "000000000001")]


def test_a_file_without_numbers_takes_none_away_and_gives_none_to_another_company(here: Area) -> None:
    taken_in(here, "Vonk|Kade 1|000000000001|ja", "Bol|Kade 2|000000000002|nee")
    taken_in(here, "Vonk|Kade 1", "Kraan|Kade 2", heading="naam|adres")
    assert listed(here) == [("Vonk", "Kade 1", "000000000001"), ("Kraan", "Kade 2", "")]


def test_several_companies_at_one_address_stay_several(here: Area) -> None:
    taken_in(here, "Vonk|Kade 1||ja", "Bol|Kade 1||nee")
    assert numbers(taken_in(here, "Vonk|Kade 1||nee", "Kraan|Kade 1||nee")) == (1, 1, 0)
    assert [name for name, _, _ in listed(here)] == ["Bol", "Kraan", "Vonk"]
    plan = taken_in(here, "|Kade 1|ja", heading="naam|adres|leeg")
    assert plan.complaints == [Complaint(2, "", EntryFault.SEVERAL_FIT)]


def test_fields_without_a_column_stay_as_they_are(here: Area) -> None:
    form = EstablishmentForm("Vonk", "000000000001", "Kade 1", "care", True, latitude=52.1, longitude=5.1)
    add_establishment(here.park.id, form, actor=here.manager)
    taken_in(here, "Vonk|Kade 2|000000000001", heading="naam|adres|vestigingsnummer")
    assert establishments_of(here.manager, here.park.id)[0].form == replace(form, address="Kade 2")


def test_with_one_mistake_nothing_is_taken_in(here: Area) -> None:
    plan = taken_in(here, "Vonk|Kade 1||ja", "|Kade 2||ja")
    assert plan.complaints == [Complaint(3, "name", EntryFault.MISSING)]
    assert not Establishment.objects.exists()
    assert not ListChange.objects.exists()


def test_two_rows_may_swap_their_numbers_and_back(here: Area) -> None:
    taken_in(here, "Vonk|Kade 1|000000000001|ja", "Bol|Kade 2|000000000002|ja")
    before = listed(here)
    taken_in(here, "Bol|Kade 2|000000000001|ja", "Vonk|Kade 1|000000000002|ja")
    assert listed(here) == [("Vonk", "Kade 1", "000000000002"), ("Bol", "Kade 2", "000000000001")]
    undo(here)
    assert listed(here) == before


def test_one_press_takes_a_file_back(here: Area) -> None:
    taken_in(here, "Vonk|Kade 1|000000000001|ja")
    before = listed(here)
    taken_in(here, "Vonk BV|Kade 9|000000000001|nee", "Bol|Kade 2||nee")
    assert undo(here) == 2
    assert listed(here) == before


def test_two_thousand_rows_are_taken_in_and_back_in_seconds(here: Area) -> None:
    rows = [f"Firma {number}|Kade {number}|{number:012}|ja" for number in range(2000)]
    started = timezone.now()
    assert numbers(taken_in(here, *rows)) == (2000, 0, 0)
    assert numbers(taken_in(here, *rows)) == (0, 0, 2000)
    assert undo(here) == 2000
    assert timezone.now() - started < timedelta(seconds=15)
    assert not Establishment.objects.exists()


def test_a_look_writes_nothing(here: Area) -> None:
    file = table("Vonk|Kade 1||ja")
    assert numbers(look_at_list(here.park.id, file, guess(file.heading), actor=here.manager)) == (1, 0, 0)
    assert not Establishment.objects.exists()


def test_partners_and_strangers_take_nothing_in(here: Area) -> None:
    file = table("Vonk|Kade 1||ja")
    for who, error in ((here.at(PartnerKind.POLICE), ParkNotAllowed), (here.outsider.person, NoSuchPark)):
        for deed in (look_at_list, import_establishments):
            with pytest.raises(error):
                deed(here.park.id, file, guess(file.heading), actor=who)
        with pytest.raises(error):
            keep_list_file(here.park.id, "x", file, actor=who)
        with pytest.raises(error):
            kept_list_file(here.park.id, actor=who)
        with pytest.raises(error):
            drop_list_file(here.park.id, actor=who)


def test_a_file_waits_for_its_person_alone_and_a_day_at_most(here: Area) -> None:
    file, now = table("Vonk|Kade 1||ja"), timezone.now()
    keep_list_file(here.park.id, "oud.csv", table("Bol|Kade 2||ja"), actor=here.manager, now=now)
    keep_list_file(here.park.id, "nieuw.csv", file, actor=here.manager, now=now)
    kept = kept_list_file(here.park.id, actor=here.manager, now=now)
    assert kept is not None
    assert (kept.name, kept.table) == ("nieuw.csv", file)
    assert kept_list_file(here.park.id, actor=here.pim.person, now=now) is None
    assert kept_list_file(here.park.id, actor=here.manager, now=now + timedelta(days=1)) is None
    assert (forget_list_files(now), forget_list_files(now + timedelta(days=1))) == (0, 1)
    keep_list_file(here.park.id, "nieuw.csv", file, actor=here.manager)
    drop_list_file(here.park.id, actor=here.manager)
    assert not ListFile.objects.exists()


def undo(here: Area) -> int:
    newest = undoable_change(here.manager, here.park.id)
    assert newest is not None
    return undo_list_change(here.park.id, newest.id, actor=here.manager)


_ROWS = st.lists(
    st.tuples(st.sampled_from(["", "A", "B", "C"]), st.integers(1, 3), st.sampled_from(["", "1", "2"])), max_size=5
)


class AnyFileTest(TestCase):
    """Whatever the files hold."""

    @settings(max_examples=40, deadline=None)
    @given(_ROWS, _ROWS)
    def test_a_file_twice_is_a_file_once_and_taking_back_restores_the_list(
        self, first: list[tuple[str, int, str]], second: list[tuple[str, int, str]]
    ) -> None:
        here = area()
        heading = "naam|adres|vestigingsnummer|leeg"

        def file(rows: list[tuple[str, int, str]]) -> list[str]:
            return [
                f"{name}|Kade {at}|{number.zfill(12) if number else ''}|{'' if name else 'ja'}"
                for name, at, number in rows
            ]

        taken_in(here, *file(first), heading=heading)
        before, changes = listed(here), ListChange.objects.count()
        plan = taken_in(here, *file(second), heading=heading)
        if plan.complaints:
            assert listed(here) == before
            return
        after = listed(here)
        again = taken_in(here, *file(second), heading=heading)
        assert (again.complaints, numbers(again)) == ([], (0, 0, len(second)))
        assert listed(here) == after
        if ListChange.objects.count() > changes:
            undo(here)
        assert listed(here) == before
