"""The rooms of an area: work, refuse strangers, refuse a lesser role, validate, write down."""

import pytest
from django.core import mail
from django.test import Client

from tests.portal.joint_purchases.park import Park, a_park, with_purchase
from tests.portal.people import Somebody, somebody
from weerbaar.portal.audit.models import Event
from weerbaar.portal.joint_purchases.models import JointPurchase
from weerbaar.portal.parks.models import Park as ParkRow
from weerbaar.portal.parks.models import ParkSeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    return with_purchase(a_park(2))


def rooms(park: Park) -> list[str]:
    inner = ("", "mensen/", "samen/", "samen/nieuw/", f"samen/{park.purchase_id}/")
    return [f"/terrein/{park.id}/{room}" for room in inner]


def deeds(park: Park) -> list[str]:
    """What only a form does, and not everybody may send."""
    inner = (
        f"mensen/{park.chaima.user.id}/weg/",
        f"mensen/uitnodigingen/{park.id}/intrekken/",
        f"samen/{park.purchase_id}/stoppen/",
    )
    return [f"/terrein/{park.id}/{room}" for room in inner]


def a_partner(park: Park) -> Somebody:
    piet = somebody("piet")
    ParkSeat.objects.create(park_id=park.id, user=piet.user, role="partner", party="police")
    return piet


def test_the_manager_reads_every_room(park: Park) -> None:
    for path in rooms(park):
        answer = park.chaima.client().get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), path
    assert "2 bedrijven doen mee" in park.chaima.client().get(rooms(park)[0]).content.decode()


def test_a_stranger_and_a_company_of_the_area_find_nothing(park: Park, client: Client) -> None:
    for path in (*rooms(park), *deeds(park)):
        for who in (park.firms[0].owner, somebody(f"vreemd{abs(hash(path))}")):
            assert who.client().get(path).status_code in {404, 405}, path
            assert who.client().post(path).status_code in {404, 405}, path
        assert client.post(path).status_code in {302, 405}


def test_a_partner_reads_along_and_changes_nothing(park: Park) -> None:
    piet = a_partner(park)
    for path in rooms(park):
        assert piet.client().get(path).status_code == (403 if path.endswith("nieuw/") else 200), path
    for path in deeds(park):
        assert piet.client().post(path).status_code == 403, path
    invited = piet.client().post(f"/terrein/{park.id}/mensen/", {"email": "ab@mail.example", "role": "park_manager"})
    assert invited.status_code == 403
    assert mail.outbox == []


def test_an_invitation_is_mailed_and_taken(park: Park) -> None:
    path = f"/terrein/{park.id}/mensen/"
    assert park.chaima.client().post(path, {"email": "geen adres"}).status_code == 422
    assert park.chaima.client().post(path, {"email": "piet@mail.example", "role": "partner"}).status_code == 422
    form = {"email": "piet@mail.example", "role": "partner", "party": "police"}
    assert park.chaima.client().post(path, form).status_code == 302
    link = next(word for word in str(mail.outbox[0].body).split() if "/terrein/uitnodiging/" in word)
    link = link[link.index("/terrein/") :]
    piet = somebody("piet")
    assert "Meeuwenwaard" in piet.client().get(link).content.decode()
    assert piet.client().post(link)["Location"] == f"/terrein/{park.id}/"
    assert piet.client().get(link).status_code == 410
    assert Event.objects.filter(word="person:park-seat:take", actor_id=piet.user.id).count() == 1


def test_an_unknown_link_is_gone(client: Client) -> None:
    assert client.get(f"/terrein/uitnodiging/{'a' * 32}/").status_code == 410


def test_a_seat_is_taken_away_and_given_back(park: Park) -> None:
    piet = a_partner(park)
    assert park.chaima.client().post(f"/terrein/{park.id}/mensen/{piet.user.id}/weg/").status_code == 302
    assert piet.client().get(f"/terrein/{park.id}/").status_code == 404
    assert park.chaima.client().post(f"/terrein/{park.id}/verlaten/").status_code == 409


def test_an_area_is_entered_with_a_name_and_a_municipality(park: Park) -> None:
    path = "/terrein/nieuw/"
    assert park.chaima.client().post(path, {"name": " ", "municipality": "Nergenshuizen"}).status_code == 422
    entered = park.chaima.client().post(path, {"name": "Noordkade", "kind": "shopping", "municipality": "Utrecht"})
    row = ParkRow.objects.get(name="Noordkade")
    assert (entered["Location"], row.kind, row.municipality) == (f"/terrein/{row.id}/", "shopping", "utrecht")
    refused = park.firms[0].owner.client().post(path, {"name": "Zuidkade", "municipality": "Utrecht"})
    assert refused.status_code == 422
    assert not ParkRow.objects.filter(name="Zuidkade").exists()


def test_a_purchase_is_opened_validated_and_stopped(park: Park) -> None:
    path, client = f"/terrein/{park.id}/samen/nieuw/", park.chaima.client()
    faulty = {"cause": "ACT-NIETS", "closes_on": "2020-01-01", "biz_percent": "101", "biz_cap": "veel"}
    answer = client.post(path, faulty)
    assert answer.status_code == 422
    assert "Vul een bedrag in" in answer.content.decode()
    good = {"cause": "ACT-MFA", "closes_on": park.purchase().closes_at.date().isoformat(), "biz_cap": "1.250,50"}
    opened = client.post(path, good)
    row = JointPurchase.objects.get(cause="ACT-MFA")
    assert (opened["Location"], row.biz_cap_cents) == (f"/terrein/{park.id}/samen/{row.id}/", 125_050)
    assert client.post(path, good).status_code == 422
    client.post(f"/terrein/{park.id}/samen/{row.id}/stoppen/")
    assert JointPurchase.objects.get(id=row.id).state == "cancelled"
    words = Event.objects.filter(subject_id=row.id).values_list("word", flat=True)
    assert sorted(words) == ["person:joint-purchase:cancel", "person:joint-purchase:open"]


def test_a_purchase_of_another_area_is_not_found(park: Park) -> None:
    other = ParkRow.objects.create(name="Elders")
    ParkSeat.objects.create(park=other, user=park.chaima.user, role="park_manager")
    assert park.chaima.client().get(f"/terrein/{other.id}/samen/{park.purchase_id}/").status_code == 404
    assert park.chaima.client().post(f"/terrein/{other.id}/samen/{park.purchase_id}/stoppen/").status_code == 404


def test_a_partner_of_one_area_lands_on_what_is_its_own(park: Park) -> None:
    assert a_partner(park).client().get("/bedrijf/")["Location"] == f"/terrein/{park.id}/mijn/"
