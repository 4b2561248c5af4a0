"""The areas of a company: it joins by itself, is seen by name, and leaves."""

import uuid

import pytest
from django.test import Client

from tests.portal.joint_purchases.park import Park, a_park
from tests.portal.people import Bakery, bakery
from weerbaar.portal.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def park() -> Park:
    return a_park(1)


def test_the_owner_finds_an_area_by_name_joins_and_leaves(here: Bakery, park: Park) -> None:
    path, anna = f"/bedrijf/{here.id}/terreinen/", here.anna.client()
    assert "Meeuwenwaard" in anna.get(path, {"zoek": "meeuw"}).content.decode()
    assert "We kennen geen terrein met deze naam" in anna.get(path, {"zoek": "berg"}).content.decode()
    assert anna.post(path, {"park": str(park.id)}).status_code == 302
    assert "Bakkerij Deegrol" in park.chaima.client().get(f"/terrein/{park.id}/").content.decode()
    assert anna.post(f"{path}{park.id}/verlaten/").status_code == 302
    assert "Bakkerij Deegrol" not in park.chaima.client().get(f"/terrein/{park.id}/").content.decode()
    words = Event.objects.filter(organisation_id=here.id, subject_id=park.id).values_list("word", flat=True)
    assert sorted(words) == ["person:park:join", "person:park:leave"]


def test_a_colleague_and_a_reader_see_it_and_change_nothing(here: Bakery, park: Park) -> None:
    path = f"/bedrijf/{here.id}/terreinen/"
    for who in (here.carla, here.bram):
        assert who.client().get(path).status_code == 200
        assert who.client().post(path, {"park": str(park.id)}).status_code == 403
        assert who.client().post(f"{path}{park.id}/verlaten/").status_code == 403


def test_a_stranger_finds_nothing(here: Bakery, park: Park, client: Client) -> None:
    path = f"/bedrijf/{here.id}/terreinen/"
    assert client.get(path).status_code == 302
    assert here.otto.client().get(path).status_code == 404
    assert here.otto.client().post(path, {"park": str(park.id)}).status_code == 404
    assert here.otto.client().post(f"{path}{park.id}/verlaten/").status_code == 404


@pytest.mark.parametrize("typed", ["", "niets", str(uuid.UUID(int=5))])
def test_an_area_that_there_is_not_is_refused(here: Bakery, typed: str) -> None:
    answer = here.anna.client().post(f"/bedrijf/{here.id}/terreinen/", {"park": typed})
    assert answer.status_code == 422
    assert "We kennen dit terrein niet meer" in answer.content.decode()
