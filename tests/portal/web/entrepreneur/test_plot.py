"""A company's pages about water and fire: work, refuse a stranger and a lesser role, validate, write audit."""

import pytest
from django.test import Client

from tests.portal.incidents.depths import WEST, feature, geojson
from tests.portal.incidents.reports import Place, place
from tests.portal.incidents.test_plots import depth_file, establishment, fact
from weerbaar.portal.audit.models import Event
from weerbaar.portal.incidents.models import HazardousGood, PlotAnswer
from weerbaar.portal.incidents.services.import_depths import propose_depths, take_depths
from weerbaar.portal.incidents.services.note_fire_fact import note_fact

pytestmark = pytest.mark.django_db
LINE = {"substance": "Propaan", "quantity": "40 kilo", "place": "Achterkant", "un_number": "1978"}


@pytest.fixture
def here() -> Place:
    return place()


def url(here: Place, rest: str = "kavel/") -> str:
    return f"/bedrijf/{here.bakery.id}/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_tells_how_deep_and_what_to_do(here: Place) -> None:
    assert "welke vestiging van je gebied van jou is" in text(here.bakery.anna.client(), url(here))
    establishment(here, WEST, "Bakkerij aan de kade", organisation_id=here.bakery.id)
    made = propose_depths(here.park_id, depth_file(geojson(feature(WEST, T10=0, T100=120))), actor=here.area.manager)
    take_depths(here.park_id, made, actor=here.area.manager)
    note_fact(here.park_id, fact(), actor=here.area.manager)
    told = text(here.bakery.bram.client(), url(here))
    for part in (
        "Bakkerij aan de kade",
        "1,2\u00a0m",
        "Begane grond onder water",
        "Droog",
        "Niet bekend",
        "Meerpaal 4",
    ):
        assert part in told
    assert "Bron: Waterschap (verzonnen)" in told


def test_answers_become_things_to_do(here: Place) -> None:
    client = here.bakery.carla.client()
    assert client.post(url(here), {"vraag-FF-F01": "no", "vraag-FF-W07": "yes", "ander": "x"}).status_code == 302
    told = text(client, url(here))
    assert "1 ding te doen" in told
    assert "Verplaats ze vandaag of sluit ze op in metaal" in told
    assert "2 van 20 vragen beantwoord" in told
    assert Event.objects.filter(word="person:plot-question:answer", organisation_id=here.bakery.id).count() == 1


def test_the_list_of_goods_is_kept(here: Place) -> None:
    client, page = here.bakery.anna.client(), url(here, "kavel/stoffen/")
    refused = client.post(page, {**LINE, "un_number": "12"})
    assert refused.status_code == 422
    assert 'href="#un_number"' in refused.content.decode()
    assert client.post(page, LINE).status_code == 302
    assert "1978" in text(client, page)
    assert client.post(page, {"weg": "nothing"}).status_code == 422
    assert client.post(page, {"weg": str(HazardousGood.objects.get().id)}).status_code == 302
    assert not HazardousGood.objects.exists()


@pytest.mark.parametrize("page", ["kavel/", "kavel/stoffen/"])
def test_a_stranger_finds_nothing_and_a_reader_changes_nothing(here: Place, page: str) -> None:
    for who in (here.bakery.otto, here.area.chaima, *here.area.partners.values()):
        assert who.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page))["Location"].startswith("/account/login/")
    reader = here.bakery.bram.client()
    assert reader.get(url(here, page)).status_code == 200
    assert reader.post(url(here, page), {**LINE, "vraag-FF-F01": "no"}).status_code == 403
    assert not PlotAnswer.objects.exists()
    assert not HazardousGood.objects.exists()
