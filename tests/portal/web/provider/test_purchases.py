"""Joint purchases for a provider: those that fit, an offer in price steps, and no company."""

import pytest
from django.test import Client

from tests.portal.joint_purchases.park import Park, a_park, a_provider, with_purchase
from tests.portal.people import somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.joint_purchases.models import JointOffer
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.models import Provider

pytestmark = pytest.mark.django_db
GOOD = {
    "scope": "Alles",
    "price_1": "400",
    "from_2": "5",
    "price_2": "300,50",
    "ready_in_days": "14",
    "vat_percent": "21",
}


@pytest.fixture
def park() -> Park:
    return with_purchase(a_park(6))


def rooms(park: Park, provider: Provider) -> tuple[str, str]:
    base = f"/dienstverlener/{provider.organisation_id}/samen/"
    return base, f"{base}{park.purchase_id}/"


def test_a_provider_that_fits_makes_an_offer_changes_it_and_takes_it_back(park: Park) -> None:
    provider, _by, dirk = a_provider()
    listed, one = rooms(park, provider)
    assert "Meeuwenwaard" in dirk.client().get(listed).content.decode()
    assert dirk.client().post(one, GOOD).status_code == 302
    steps = JointOffer.objects.get(withdrawn_at=None).steps.values_list("from_participants", "price_cents")
    assert list(steps) == [(1, 40_000), (5, 30_050)]
    dirk.client().post(one, GOOD | {"price_1": "390"})
    assert JointOffer.objects.get(withdrawn_at=None).steps.first().price_cents == 39_000  # type: ignore[union-attr]
    assert 'value="390,00"' in dirk.client().get(one).content.decode()
    dirk.client().post(f"{one}terugnemen/")
    assert not JointOffer.objects.filter(withdrawn_at=None).exists()
    words = Event.objects.filter(organisation_id=provider.organisation_id, subject_id=park.purchase_id)
    assert [event.word for event in words] == ["provider:joint-offer:submit"] * 2 + ["provider:joint-offer:withdraw"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scope": " "}, "Vertel in een paar woorden"),
        ({"price_1": "gratis"}, "Vul een prijs in euro in"),
        ({"from_2": "3"}, "Een volgende stap begint bij vijf"),
        ({"price_2": "500"}, "Meer bedrijven mag niet meer kosten"),
        ({"ready_in_days": "0"}, "Vul een heel aantal dagen in"),
        ({"vat_percent": "12"}, "Kies 0, 9 of 21 procent"),
    ],
)
def test_an_offer_that_cannot_be_is_refused_and_keeps_what_was_typed(
    park: Park, change: dict[str, str], said: str
) -> None:
    provider, _by, dirk = a_provider()
    answer = dirk.client().post(rooms(park, provider)[1], GOOD | {"conditions": "Onze eigen zin"} | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Onze eigen zin" in answer.content.decode()
    assert not JointOffer.objects.exists()


def test_a_provider_of_other_work_or_another_place_or_that_is_not_listed_finds_nothing(park: Park) -> None:
    others = [a_provider("eva", cause="ACT-MFA"), a_provider("fem", municipality="zwolle"), a_provider("gijs")]
    Provider.objects.filter(id=others[2][0].id).update(state="suspended")
    for provider, _by, who in others:
        listed, one = rooms(park, provider)
        assert "Meeuwenwaard" not in who.client().get(listed).content.decode()
        assert who.client().get(one).status_code == 404
        assert who.client().post(one, GOOD).status_code == 404
        assert who.client().post(f"{one}terugnemen/").status_code == 404


def test_strangers_and_readers_make_no_offer(park: Park, client: Client) -> None:
    provider, _by, dirk = a_provider()
    one = rooms(park, provider)[1]
    reader = somebody("bram")
    Membership.objects.create(organisation_id=provider.organisation_id, user=reader.user, role=Role.READER.value)
    assert client.get(one).status_code == 302
    assert park.chaima.client().get(one).status_code == 404
    assert reader.client().get(one).status_code == 200
    assert reader.client().post(one, GOOD).status_code in {403, 404}
    assert not JointOffer.objects.exists()
    assert dirk.client().get(one).status_code == 200


def test_no_page_names_a_company_nor_another_providers_price(park: Park) -> None:
    provider, _by, dirk = a_provider()
    other, _by_eva, eva = a_provider("eva")
    eva.client().post(rooms(park, other)[1], GOOD | {"price_1": "777", "scope": "Geheim van Eva"})
    dirk.client().post(rooms(park, provider)[1], GOOD)
    park.join(*park.firms, shows_name=True)
    park.count()
    before = [dirk.client().get(path).content.decode() for path in rooms(park, provider)]
    park.close()
    for page in (*before, *(dirk.client().get(path).content.decode() for path in rooms(park, provider))):
        assert not any(firm.view().name in page for firm in park.firms)
        assert "777,00" not in page
        assert "€\u00a0777" not in page
        assert "Geheim van Eva" not in page


def test_after_the_closing_day_an_offer_stands(park: Park) -> None:
    provider, _by, dirk = a_provider()
    one = rooms(park, provider)[1]
    dirk.client().post(one, GOOD)
    park.close()
    assert dirk.client().post(one, GOOD).status_code == 409
    dirk.client().post(f"{one}terugnemen/")
    assert JointOffer.objects.get().withdrawn_at is None
    assert "De prijs werd € 400" in dirk.client().get(one).content.decode().replace("\u00a0", " ")
