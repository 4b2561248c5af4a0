"""A company says which address of an area is its own: nobody else can, and it sees no more of the list than it looks for."""

import uuid

import pytest

from tests.portal.people import Bakery, bakery, somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.selectors import organisation_of
from weerbaar.portal.parks.area_selectors import establishments_of
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.selectors import exported_addresses
from weerbaar.portal.parks.services.claim_establishment import unclaim_establishment
from weerbaar.portal.parks.services.found_park import ParkDetails, enter_park
from weerbaar.portal.parks.services.join_park import join_park, leave_park
from weerbaar.portal.parks.services.keep_establishment import add_establishment

pytestmark = pytest.mark.django_db
CLAIM, UNCLAIM = "person:establishment:claim", "person:establishment:unclaim"


class Waard:
    """An area with three addresses, on which the bakery takes part."""

    def __init__(self) -> None:
        self.bakery: Bakery = bakery()
        self.chaima = somebody("chaima")
        self.park = enter_park(ParkDetails("Meeuwenwaard"), manager=self.chaima.person)
        join_park(self.bakery.id, self.park, actor=self.bakery.anna.person)
        self.own, self.other = (
            add_establishment(self.park, EstablishmentForm(name, address=address), actor=self.chaima.person)
            for name, address in (("Bakkerij Deegrol", "Kade 1"), ("Smederij De Vonk", "Kade 2"))
        )
        empty = EstablishmentForm(address="Kade 3", is_vacant=True)
        self.empty = add_establishment(self.park, empty, actor=self.chaima.person)

    @property
    def page(self) -> str:
        return f"/bedrijf/{self.bakery.id}/terreinen/{self.park}/adres/"

    def claimed(self) -> uuid.UUID | None:
        return Establishment.objects.get(id=self.own).organisation_id


@pytest.fixture
def waard() -> Waard:
    return Waard()


def test_a_company_finds_its_address_says_so_and_takes_that_back(waard: Waard) -> None:
    client = waard.bakery.anna.client()
    told = client.get(f"{waard.page}?zoek=deegrol").content.decode()
    assert "Kade 1" in told
    assert "Kade 2" not in told
    assert client.post(waard.page, {"address": str(waard.own)}).status_code == 302
    assert waard.claimed() == waard.bakery.id
    assert "Dit is niet ons adres" in client.get(waard.page).content.decode()
    listed = establishments_of(waard.chaima.person, waard.park)
    assert [view.is_claimed for view in listed] == [True, False, False]
    assert client.post(waard.page, {"address": str(waard.own), "weg": "1"}).status_code == 302
    assert waard.claimed() is None
    words = Event.objects.filter(organisation_id=waard.bakery.id, word__in=[CLAIM, UNCLAIM])
    assert set(words.values_list("word", flat=True)) == {CLAIM, UNCLAIM}


def test_the_list_is_not_shown_to_who_looks_for_nothing(waard: Waard) -> None:
    client = waard.bakery.anna.client()
    for typed in ("", "ka", "zz"):
        told = client.get(f"{waard.page}?zoek={typed}").content.decode()
        assert "Kade" not in told
    assert "minstens drie letters" in client.get(f"{waard.page}?zoek=ka").content.decode()
    assert "Vraag de parkmanager" in client.get(f"{waard.page}?zoek=nergens").content.decode()


def test_an_address_of_another_company_or_an_empty_one_is_not_taken(waard: Waard) -> None:
    Establishment.objects.filter(id=waard.other).update(organisation_id=waard.bakery.otto_id)
    client = waard.bakery.anna.client()
    for wrong in (str(waard.other), str(waard.empty), str(waard.park), "x"):
        assert client.post(waard.page, {"address": wrong}).status_code == 422
    assert "Vonk" not in client.get(f"{waard.page}?zoek=vonk").content.decode().split("<h2")[-1].split("</form>")[-1]
    unclaim_establishment(waard.bakery.id, waard.park, waard.other, actor=waard.bakery.anna.person)
    assert Establishment.objects.get(id=waard.other).organisation_id == waard.bakery.otto_id


def test_lesser_roles_and_strangers_say_nothing(waard: Waard) -> None:
    for who, status in ((waard.bakery.bram, 403), (waard.bakery.carla, 403), (waard.bakery.otto, 404)):
        assert who.client().post(waard.page, {"address": str(waard.own)}).status_code == status
    assert waard.bakery.bram.client().get(waard.page).status_code == 200
    assert waard.bakery.otto.client().get(waard.page).status_code == 404
    otto = f"/bedrijf/{waard.bakery.otto_id}/terreinen/{waard.park}/adres/"
    assert waard.bakery.otto.client().get(otto).status_code == 404
    assert waard.claimed() is None


def test_who_leaves_the_area_leaves_no_address_behind(waard: Waard) -> None:
    waard.bakery.anna.client().post(waard.page, {"address": str(waard.own)})
    view = organisation_of(waard.bakery.anna.person, waard.bakery.id)
    assert [row["address"] for row in exported_addresses(view)] == ["Kade 1"]
    leave_park(waard.bakery.id, waard.park, actor=waard.bakery.anna.person)
    assert waard.claimed() is None
    assert exported_addresses(view) == []
