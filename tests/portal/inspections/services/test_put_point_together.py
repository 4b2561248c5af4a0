"""Two phones at the very same moment, each with a connection of its own."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from tests.portal.inspections.walk import lamp, picture, walk
from tests.portal.trajectories.area import area
from weerbaar.portal.inspections.models import Inspection, Photo, Point, PointEdit, PointPhoto
from weerbaar.portal.inspections.services.keep_photo import keep_photo
from weerbaar.portal.inspections.services.put_point import Fate, put_point
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """All of them in threads that start together; what each gave."""
    gate, gave = threading.Barrier(len(deeds)), dict[int, object]()

    def run(place: int, deed: Callable[[], object]) -> None:
        try:
            gate.wait()
            gave[place] = deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [gave[place] for place in range(len(deeds))]


def test_the_same_photo_from_two_phones_is_kept_once() -> None:
    here, (data, number) = area(), picture(1)
    one, other = here.at(PartnerKind.POLICE), here.at(PartnerKind.MUNICIPALITY)
    gave = at_once(
        lambda: keep_photo(here.park.id, data, actor=one), lambda: keep_photo(here.park.id, data, actor=other)
    )
    assert sorted(gave) == [(number, False), (number, True)]  # type: ignore[type-var]
    assert Photo.objects.count() == 1


def test_two_phones_write_one_point_and_both_texts_are_kept() -> None:
    here, on, point = area(), walk(), uuid.uuid4()
    one, other = here.at(PartnerKind.POLICE), here.at(PartnerKind.MUNICIPALITY)
    numbers = [picture(shade)[1] for shade in range(2)]
    gave = at_once(
        lambda: put_point(here.park.id, point, lamp("Lamp uit", photos=(numbers[0],)), on, actor=one),
        lambda: put_point(here.park.id, point, lamp("Paal scheef", photos=(numbers[1],)), on, actor=other),
    )
    assert {receipt.fate for receipt in gave} == {Fate.ADDED, Fate.ASIDE}  # type: ignore[attr-defined]
    assert (Inspection.objects.count(), Point.objects.count()) == (1, 1)
    assert {edit.content["text"] for edit in PointEdit.objects.all()} == {"Lamp uit", "Paal scheef"}
    assert set(PointPhoto.objects.values_list("sha256", flat=True)) == set(numbers)


def test_a_round_that_two_phones_begin_is_one_round() -> None:
    here, on = area(), walk()
    people = [here.manager, here.pim.person, *(who.person for who in here.partners.values())]
    at_once(
        *(
            lambda who=who: put_point(here.park.id, uuid.uuid4(), lamp(), on, actor=who)  # type: ignore[misc]
            for who in people
        )
    )
    assert (Inspection.objects.count(), Point.objects.count()) == (1, len(people))
