"""The pages of a trajectory: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.people import somebody
from tests.portal.trajectories.area import Area, area, seat
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.words import ParkRole, PartnerKind
from weerbaar.portal.trajectories.models import Measure, Paper, Signature, Trajectory

pytestmark = pytest.mark.django_db
PAGES = ("", "stukken/", "stukken/area_sheet/", "maatregelen/", "maatregelen/nieuw/", "maatregelen.csv")
SHEET = {
    "veld-boundary": "Tot de rivier",
    "veld-establishments_count": "60",
    "veld-sectors": "Vervoer en metaal",
    "veld-owners_known_percent": "80",
    "veld-known_issues": "Vrachtwagens in de berm",
}


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/kvo/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_who_has_a_seat_reads_every_page(here: Area, page: str) -> None:
    for who in (here.chaima, here.pim, here.partners[PartnerKind.POLICE]):
        assert who.client().get(url(here, page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing_and_a_visitor_signs_in(here: Area, page: str) -> None:
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_the_page_says_what_is_missing_and_who_does_it(here: Area) -> None:
    told = text(here.chaima.client(), url(here))
    assert "1 ding te doen, dan is deze fase klaar" in told
    assert "Stel vast: Gebiedskaart." in told
    assert "Parkmanager" in told


def test_a_trajectory_is_begun_by_who_runs_the_area() -> None:
    park, chaima, police = Park.objects.create(name="Rietgors"), somebody("chaima"), somebody("politie")
    seat(park, chaima, ParkRole.PARK_MANAGER)
    seat(park, police, ParkRole.PARTNER, PartnerKind.POLICE)
    address = f"/terrein/{park.id}/kvo/"
    assert "Begin met het KVO" in text(chaima.client(), address)
    assert chaima.client().post(address, {"scheme": "nothing"}).status_code == 422
    assert police.client().post(address, {"scheme": "kvo-own"}).status_code == 403
    assert chaima.client().post(address, {"scheme": "kvo-own"}).status_code == 302
    assert Trajectory.objects.get().scheme == "kvo-own"
    assert Event.objects.filter(word="person:trajectory:begin").exists()


def test_a_paper_is_written_fixed_adopted_and_the_phase_ended(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "stukken/area_sheet/")
    refused = client.post(page, {"doe": "vast", "veld-boundary": "Tot de rivier"})
    assert refused.status_code == 422
    assert "Tot de rivier" in refused.content.decode()
    assert client.post(page, {"doe": "vast", **SHEET}).status_code == 302
    assert client.post(page, {"doe": "stel-vast"}).status_code == 302
    assert Paper.objects.get().adopted_on == timezone.localdate()
    assert "heeft alles wat nodig is" in text(client, url(here))
    assert client.post(url(here, "verder/")).status_code == 302
    assert Trajectory.objects.get().phase == "cooperation"
    assert Event.objects.filter(word="person:phase:pass").exists()


def test_a_phase_is_not_ended_without_what_it_lacks_nor_without_a_reason(here: Area) -> None:
    client = here.chaima.client()
    assert client.post(url(here, "verder/")).status_code == 409
    assert client.post(url(here, "verder/"), {"zonder": "1", "reason": " "}).status_code == 422
    assert here.partners[PartnerKind.POLICE].client().post(url(here, "verder/")).status_code == 403
    assert client.post(url(here, "verder/"), {"zonder": "1", "reason": "De politie volgt"}).status_code == 302
    assert "De politie volgt" in text(client, url(here))


def test_a_partner_signs_the_text_that_was_shown(here: Area) -> None:
    manager, page = here.chaima.client(), url(here, "stukken/letter_of_intent/")
    fields = {"veld-parties": "Wij vieren", "veld-area": "Meeuwenwaard", "veld-goal": "Veilig", "veld-start_date": "Nu"}
    manager.post(page, {"doe": "vast", **fields})
    paper, police = Paper.objects.get(), here.partners[PartnerKind.POLICE].client()
    assert "Teken voor Politie" in text(police, page)
    assert police.post(page, {"doe": "teken", "hash": "0" * 64}).status_code == 409
    assert police.post(page, {"doe": "teken", "hash": paper.text_hash}).status_code == 302
    assert Signature.objects.get().party == "police"
    assert "Teken voor Politie" not in text(police, page)
    assert police.post(page, {"doe": "bewaar"}).status_code == 403


def test_a_paper_that_the_scheme_does_not_have_is_not_found(here: Area) -> None:
    assert here.chaima.client().get(url(here, "stukken/poem/")).status_code == 404


def test_why_there_is_no_paper_is_kept(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "stukken/covenant/")
    assert client.post(page, {"doe": "reden", "reason": ""}).status_code == 422
    assert client.post(page, {"doe": "reden", "reason": "Er is al een contract"}).status_code == 302
    assert "Er is al een contract" in text(here.partners[PartnerKind.POLICE].client(), page)


def measure_fields(**fields: str) -> dict[str, str]:
    return {
        "aspect": "public_space",
        "problem": "Het achterpad is donker",
        "what": "Zet drie lampen",
        "owner": "municipality",
        "indicator": "IND-INSPECTION-OPEN",
        "due_on": (timezone.localdate() - timedelta(days=9)).isoformat(),
        **fields,
    }


def test_a_measure_goes_from_the_list_to_checked(here: Area) -> None:
    client = here.chaima.client()
    assert "Open een meldpunt" in text(client, url(here, "maatregelen/nieuw/?uit=M-NUI-03"))
    assert client.post(url(here, "maatregelen/nieuw/"), measure_fields()).status_code == 302
    measure = Measure.objects.get()
    page = url(here, f"maatregelen/{measure.id}/")
    assert "9 dagen te laat" in text(client, page)
    for who, verb, words in (
        (here.chaima, "agree", ""),
        (here.partners[PartnerKind.MUNICIPALITY], "finish", "Foto's"),
        (here.partners[PartnerKind.POLICE], "check", ""),
    ):
        assert who.client().post(page, {"verb": verb, "text": words}).status_code == 302
    assert Measure.objects.get().state == "checked"
    assert Event.objects.filter(word="person:measure:check").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": ""}, "Schrijf het probleem op"),
        ({"due_on": "morgen"}, "Vul in wanneer het klaar moet zijn."),
        ({"aspect": "weather"}, "Kies een onderwerp."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    here: Area, fields: dict[str, str], said: str
) -> None:
    response = here.chaima.client().post(url(here, "maatregelen/nieuw/"), measure_fields(**fields))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Het achterpad is donker" in response.content.decode()
    assert not Measure.objects.exists()


def test_partners_add_no_measures_and_change_none(here: Area) -> None:
    police = here.partners[PartnerKind.POLICE].client()
    assert police.post(url(here, "maatregelen/nieuw/"), measure_fields()).status_code == 403
    here.chaima.client().post(url(here, "maatregelen/nieuw/"), measure_fields())
    page = url(here, f"maatregelen/{Measure.objects.get().id}/")
    assert police.post(page, measure_fields(what="Iets anders")).status_code == 403
    assert police.get(url(here, f"maatregelen/{here.park.id}/")).status_code == 404


def test_the_table_for_a_spreadsheet_runs_no_formula(here: Area) -> None:
    here.chaima.client().post(url(here, "maatregelen/nieuw/"), measure_fields(what="=HYPERLINK(1)"))
    told = text(here.chaima.client(), url(here, "maatregelen.csv"))
    assert "'=HYPERLINK(1)" in told
    assert "Gemeente" in told
