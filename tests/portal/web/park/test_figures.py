"""The pages of figures from outside: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.portal.figures.files import FIRE, HOME, OUTLINE, accident_feature, accidents_json, police_csv, two_years
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.geo.shapes import read_shape
from weerbaar.portal.figures.example_files import example_of
from weerbaar.portal.figures.models import FigureImport
from weerbaar.portal.figures.reading.read_file import read_file
from weerbaar.portal.figures.words import Source
from weerbaar.portal.parks.models import Establishment
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper

pytestmark = pytest.mark.django_db
PAGES = ("", "inlezen/", "voorbeeld/fire_brigade.csv")


@pytest.fixture
def here() -> Area:
    found = area()
    found.chaima.client().post(f"/terrein/{found.park.id}/cijfers/buurten/", {"codes": HOME})
    return found


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/cijfers/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def send(here: Area, data: bytes, source: str = "police_year", name: str = "cijfers.csv") -> HttpResponse:
    fields = {"source": source, "file": SimpleUploadedFile(name, data), "note": "Open data", "provisional_from": "2024"}
    return here.chaima.client().post(url(here, "inlezen/"), fields)


def take_in(here: Area, data: bytes, source: str = "police_year", **fields: str) -> FigureImport:
    looked = send(here, data, source)
    assert looked.status_code == 302, looked.content.decode()
    assert here.chaima.client().post(looked["Location"], fields).status_code == 302
    return FigureImport.objects.get(state="taken_in", source=source)


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_nothing_and_a_visitor_signs_in(here: Area, page: str) -> None:
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_what_is_not_known_is_said(here: Area) -> None:
    told = text(here.partners[PartnerKind.POLICE].client(), url(here))
    assert told.count("Nog niet bekend") == 4
    assert "Vraag de wijkagent" in told
    assert "Niet bekend is niet hetzelfde als nul" in told


def test_a_file_is_looked_at_and_taken_in(here: Area) -> None:
    looked = send(here, police_csv(two_years()))
    page = text(here.chaima.client(), looked["Location"])
    assert "6 rijen" in page
    assert "Diefstal en inbraak bij bedrijven" in page
    assert "15*" not in text(here.chaima.client(), url(here))
    assert here.chaima.client().post(looked["Location"]).status_code == 302
    told = text(here.partners[PartnerKind.POLICE].client(), url(here))
    assert "15*" in told
    assert "cijfers.csv" in told
    assert "Open data" in told
    assert Event.objects.filter(word="person:figures:take-in").exists()


def test_crimes_are_counted_per_establishment(here: Area) -> None:
    take_in(here, police_csv(two_years()))
    assert "per 100 vestigingen" not in text(here.chaima.client(), url(here))
    Establishment.objects.bulk_create(Establishment(park=here.park, name=str(at)) for at in range(80))
    told = text(here.chaima.client(), url(here))
    assert "per 100 vestigingen" in told
    assert "<dd>55,0</dd>" in told


def test_the_months_of_this_year_are_told_as_such(here: Area) -> None:
    take_in(here, police_csv([("2.5.1", HOME, f"2026MM{month:02}", month) for month in (1, 2, 3)]), "police_month")
    assert "6 in 3 maanden" in text(here.chaima.client(), url(here))


def test_every_wrong_row_is_told_and_nothing_is_kept(here: Area) -> None:
    response = send(here, police_csv([*two_years(), ("2.5.1", HOME, "2022JJ00", "veel")]))
    assert response.status_code == 422
    assert "Rij 8, GeregistreerdeMisdrijven_1" in response.content.decode()
    assert not FigureImport.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"source": ""}, "Kies waar de cijfers vandaan komen."),
        ({"file": ""}, "Kies een bestand."),
        ({"provisional_from": "gisteren"}, "Vul een jaar in"),
    ],
)
def test_a_form_that_is_not_whole_is_refused(here: Area, fields: dict[str, str], said: str) -> None:
    whole = {"source": "police_year", "file": SimpleUploadedFile("x.csv", b"x"), "provisional_from": "2024"}
    response = here.chaima.client().post(url(here, "inlezen/"), whole | fields)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_figures_are_replaced_only_after_a_tick(here: Area) -> None:
    take_in(here, police_csv(two_years()))
    looked = send(here, police_csv(two_years((12, 19))))
    assert here.chaima.client().post(looked["Location"]).status_code == 409
    assert here.chaima.client().post(looked["Location"], {"replaces": "1"}).status_code == 302
    assert "19*" in text(here.chaima.client(), url(here))


def test_the_same_file_again_is_told(here: Area) -> None:
    take_in(here, police_csv(two_years()))
    looked = send(here, police_csv(two_years()))
    refused = here.chaima.client().post(looked["Location"], {"replaces": "1"})
    assert refused.status_code == 409
    assert "Dit bestand staat er al in." in refused.content.decode()


def test_a_file_is_taken_out_again(here: Area) -> None:
    batch = take_in(here, police_csv(two_years()))
    address = url(here, f"inlezen/{batch.id}/ongedaan/")
    assert here.partners[PartnerKind.POLICE].client().post(address).status_code == 403
    assert here.chaima.client().post(address).status_code == 302
    assert here.chaima.client().post(address).status_code == 404
    assert "15*" not in text(here.chaima.client(), url(here))


def test_what_somebody_else_looked_at_is_not_shown(here: Area) -> None:
    looked = send(here, police_csv(two_years()))
    assert here.pim.client().get(looked["Location"]).status_code == 404
    assert here.partners[PartnerKind.POLICE].client().post(looked["Location"]).status_code == 403


def test_partners_do_not_take_in(here: Area) -> None:
    client = here.partners[PartnerKind.POLICE].client()
    assert client.get(url(here, "inlezen/")).status_code == 403
    assert client.post(url(here, "buurten/"), {"codes": HOME}).status_code == 403
    assert client.post(url(here, "stuk/police_figures/")).status_code == 403


def test_a_list_of_neighbourhoods_that_cannot_be_is_refused(here: Area) -> None:
    response = here.chaima.client().post(url(here, "buurten/"), {"codes": "de haven"})
    assert response.status_code == 422
    assert "is geen code" in response.content.decode()


def test_accidents_are_on_the_map_and_in_the_table(here: Area) -> None:
    here.park.boundary = OUTLINE
    here.park.save()
    take_in(here, accidents_json([accident_feature(2024, "Letsel", [5.4, 52.155])]), "accidents")
    told = text(here.chaima.client(), url(here))
    assert "Havenweg" in told
    assert '"coordinates": [5.4, 52.155]' in told


def test_figures_go_into_the_paper_as_a_draft(here: Area) -> None:
    client = here.chaima.client()
    assert client.post(url(here, "stuk/police_figures/")).status_code == 409
    take_in(here, police_csv(two_years()))
    take_in(here, FIRE.encode(), "fire_brigade")
    for kind in ("police_figures", "fire_figures"):
        assert f"stuk/{kind}/" in text(client, url(here))
        assert client.post(url(here, f"stuk/{kind}/")).status_code == 302
    police = Paper.objects.get(kind="police_figures")
    assert police.state == "draft"
    assert police.fields["area_code"] == HOME
    assert police.fields["period"] == "2023 tot en met 2024"
    assert "Diefstal en inbraak bij bedrijven. 2023: 12, 2024: 15*." in police.fields["counts"]
    assert "Brand in een gebouw. 2023: 1, 2024: 2." in Paper.objects.get(kind="fire_figures").fields["counts"]
    assert client.post(url(here, "stuk/covenant/")).status_code == 404


def test_the_table_for_a_spreadsheet_runs_no_formula(here: Area) -> None:
    looked = send(here, police_csv(two_years()), name="=HYPERLINK(1).csv")
    here.chaima.client().post(looked["Location"])
    told = text(here.chaima.client(), f"/terrein/{here.park.id}/cijfers.csv")
    assert "'=HYPERLINK(1).csv" in told
    assert "crime,2.5.1,Diefstal en inbraak bij bedrijven,2024,15,yes" in told


@pytest.mark.parametrize("source", list(Source))
def test_every_example_shows_its_layout_and_is_refused_as_figures(here: Area, source: Source) -> None:
    data = here.chaima.client().get(url(here, f"voorbeeld/{source.value}.csv")).content
    assert data == example_of(source)
    reading = read_file(
        source, data, codes=[HOME], parts=read_shape(OUTLINE).parts, this_year=2026, provisional_from=2025
    )
    assert reading.complaints == []
    refused = send(here, data, source.value)
    assert refused.status_code == 422
    assert "verzonnen" in refused.content.decode()


def test_an_example_of_nothing_is_not_found(here: Area) -> None:
    assert here.chaima.client().get(url(here, "voorbeeld/gossip.csv")).status_code == 404
