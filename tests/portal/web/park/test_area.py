"""The pages of the map, addresses and facilities of an area: work, refuse, validate, and write audit."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.models import Boundary, CollectiveFacility, Establishment, ListChange, Park
from weerbaar.portal.parks.services.keep_establishment import add_establishment
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.write_paper import write_paper

pytestmark = pytest.mark.django_db
READ = ("", "bedrijven/", "bedrijven.csv", "voorzieningen/")
RUN = ("grens/", "bedrijven/nieuw/")
DEEDS = ("stuk/", "grens/", "grens/terug/", "bedrijven/terug/", "bedrijven/nieuw/", "voorzieningen/")
CORNERS = "52.15, 5.38\n52.15, 5.39\n52.16, 5.39\n52.16, 5.38"
RING = [[5.38, 52.15], [5.39, 52.15], [5.39, 52.16], [5.38, 52.15]]
FORGE = {"name": "Smederij De Vonk", "address": "Ankerweg 10", "sector": "manufacturing", "association_member": "1"}


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/gebied/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def geojson(ring: list[list[float]]) -> SimpleUploadedFile:
    whole = {
        "type": "Feature",
        "properties": {"PLAN_NAAM": "Waard"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return SimpleUploadedFile("ibis.geojson", json.dumps(whole).encode())


def one(here: Area, **fields: str) -> Establishment:
    assert here.chaima.client().post(url(here, "bedrijven/nieuw/"), {**FORGE, **fields}).status_code == 302
    return Establishment.objects.get()


@pytest.mark.parametrize("page", [*READ, *RUN])
def test_who_runs_the_area_opens_every_page_and_a_stranger_none(here: Area, page: str) -> None:
    assert here.chaima.client().get(url(here, page)).status_code == 200
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_partners_read_and_change_nothing(here: Area) -> None:
    police = here.partners[PartnerKind.POLICE].client()
    forge = one(here)
    for page in READ:
        assert police.get(url(here, page)).status_code == 200
    for page in (*RUN, f"bedrijven/{forge.id}/"):
        assert police.get(url(here, page)).status_code == 403, page
    for deed in (*DEEDS, f"bedrijven/{forge.id}/"):
        sent = {"corners": CORNERS, "change": str(ListChange.objects.get().id), **FORGE}
        assert police.post(url(here, deed), sent).status_code == 403, deed
    assert (Boundary.objects.count(), Establishment.objects.count(), Paper.objects.count()) == (0, 1, 0)


def test_the_outline_is_drawn_shown_and_taken_back(here: Area) -> None:
    client = here.chaima.client()
    assert "Begin met de grens" in text(client, url(here))
    assert client.post(url(here, "grens/"), {"corners": CORNERS}).status_code == 302
    told = text(here.partners[PartnerKind.POLICE].client(), url(here))
    assert "op 76," in told
    assert '"type": "Polygon"' in told
    assert "52.150000, 5.380000" in text(client, url(here, "grens/"))
    assert client.post(url(here, "grens/terug/")).status_code == 302
    assert Park.objects.get().boundary is None
    assert client.post(url(here, "grens/terug/")).status_code == 302
    assert Event.objects.filter(word="person:park-boundary:undo").count() == 1


@pytest.mark.parametrize(
    ("corners", "said"),
    [
        ("", "minstens drie hoekpunten"),
        ("52.15, 5.38\nbij de brug", "Hoekpunt 2 is geen plek."),
        ("5.38, 52.15\n5.39, 52.15\n5.39, 52.16", "Hoekpunt 1 ligt niet in Nederland"),
        ("52.15, 5.38\n52.16, 5.39\n52.15, 5.39\n52.16, 5.38", "kruist zichzelf"),
    ],
)
def test_an_outline_that_cannot_be_is_refused_and_nothing_typed_is_lost(here: Area, corners: str, said: str) -> None:
    response = here.chaima.client().post(url(here, "grens/"), {"corners": corners})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert corners in response.content.decode()
    assert not Boundary.objects.exists()


def test_an_outline_is_taken_from_a_file_with_its_source(here: Area) -> None:
    client = here.chaima.client()
    assert client.post(url(here, "grens/"), {"bestand": "1", "file": geojson(RING)}).status_code == 302
    told = text(client, url(here))
    assert "Waard" in told
    assert "ibis.geojson" in told


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (geojson([[155000, 463000], [155700, 463000], [155700, 463700], [155000, 463000]]), "niet in Nederland"),
        (geojson(RING[:3]), "niet dicht"),
        (SimpleUploadedFile("foto.json", b"\x89PNG"), "geen GeoJSON"),
        (SimpleUploadedFile("groot.json", b" " * 2_000_001), "groter dan 2 MB"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_reason(here: Area, file: SimpleUploadedFile, said: str) -> None:
    response = here.chaima.client().post(url(here, "grens/"), {"bestand": "1", "file": file})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert here.chaima.client().post(url(here, "grens/"), {"bestand": "1"}).status_code == 422


def test_an_address_is_added_changed_removed_and_taken_back(here: Area) -> None:
    client = here.chaima.client()
    forge = one(here, latitude="52,155", longitude="5.385")
    assert (forge.latitude, forge.association_member, forge.is_vacant) == (52.155, True, False)
    page = url(here, f"bedrijven/{forge.id}/")
    assert "Smederij De Vonk" in text(client, page)
    assert client.post(page, {**FORGE, "sector": "care"}).status_code == 302
    assert Establishment.objects.get().sector == "care"
    assert client.post(page, {"doe": "weg"}).status_code == 302
    assert not Establishment.objects.exists()
    told = text(client, url(here, "bedrijven/"))
    assert "Een adres is van de lijst gehaald." in told
    change = re.search(r'name="change" value="([^"]+)"', told)
    assert change is not None
    assert client.post(url(here, "bedrijven/terug/"), {"change": change[1]}).status_code == 302
    assert Establishment.objects.get().sector == "care"
    assert client.post(url(here, "bedrijven/terug/"), {"change": change[1]}).status_code == 302
    assert client.post(url(here, "bedrijven/terug/"), {"change": "x"}).status_code == 302
    assert Establishment.objects.get().sector == "care"
    assert client.get(url(here, f"bedrijven/{here.park.id}/")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Vul de naam in"),
        ({"address": " "}, "Vul het adres in"),
        ({"establishment_number": "1234"}, "12 cijfers"),
        ({"latitude": "52.1"}, "beide getallen"),
        ({"latitude": "hier", "longitude": "5.1"}, "niet in Nederland"),
    ],
)
def test_an_address_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    here: Area, fields: dict[str, str], said: str
) -> None:
    response = here.chaima.client().post(url(here, "bedrijven/nieuw/"), {**FORGE, **fields})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Ankerweg 10" in response.content.decode() or "address" in fields
    assert not Establishment.objects.exists()


def test_the_list_is_searched_and_has_pages_and_the_map_shows_the_same_rows(here: Area) -> None:
    for number in range(1, 55):
        form = EstablishmentForm(f"Firma {number}", address=f"Kade {number}", latitude=52.15, longitude=5.38)
        add_establishment(here.park.id, form, actor=here.manager)
    client = here.partners[PartnerKind.POLICE].client()
    first, second = text(client, url(here, "bedrijven/")), text(client, url(here, "bedrijven/?blad=2"))
    assert "54 bedrijven" in first
    assert "Blad 1 van 2" in first
    assert len(re.findall(r'scope="row"', first)) == len(re.findall(r'"pin": "place"', first)) == 50
    assert "Firma 54" in second
    assert "Firma 54" not in first
    found = text(client, url(here, "bedrijven/?zoek=firma+7"))
    assert "Firma 7" in found
    assert "Firma 8" not in found
    assert "Geen adres past" in text(client, url(here, "bedrijven/?zoek=niets"))
    assert "?zoek=firma&amp;blad=2" in text(client, url(here, "bedrijven/?zoek=firma"))


def test_the_table_for_a_spreadsheet_runs_no_formula(here: Area) -> None:
    one(here, name="=HYPERLINK(1)", latitude="52.155", longitude="5.385")
    told = text(here.chaima.client(), url(here, "bedrijven.csv")).splitlines()
    assert told[0] == "name,establishment_number,address,sector,association_member,is_vacant,latitude,longitude"
    assert told[1] == "'=HYPERLINK(1),,Ankerweg 10,manufacturing,yes,no,52.155000,5.385000"


def test_something_shared_is_added_changed_and_removed(here: Area) -> None:
    client, page = here.chaima.client(), url(here, "voorzieningen/")
    aed = {"kind": "aed", "place": "Kielkade 1", "keeper": "Vereniging", "latitude": "52.155", "longitude": "5.385"}
    assert client.post(page, {**aed, "place": ""}).status_code == 422
    assert client.post(page, aed).status_code == 302
    row = CollectiveFacility.objects.get()
    told = text(here.partners[PartnerKind.POLICE].client(), page)
    assert "Kielkade 1" in told
    assert "Voeg toe" not in told
    inner = url(here, f"voorzieningen/{row.id}/")
    assert "Kielkade 1" in text(client, inner)
    assert client.post(inner, {**aed, "longitude": ""}).status_code == 422
    assert client.post(inner, {**aed, "place": "Kielkade 2"}).status_code == 302
    assert "Kielkade 2" in text(client, url(here))
    assert client.post(inner, {"doe": "weg"}).status_code == 302
    assert client.get(inner).status_code == 404


def test_what_is_known_goes_into_the_paper_and_what_people_wrote_stays(here: Area) -> None:
    client = here.chaima.client()
    write_paper(
        here.trajectory, "area_sheet", {"known_issues": "Parkeren", "sectors": "Weet ik niet"}, actor=here.manager
    )
    client.post(url(here, "grens/"), {"corners": CORNERS})
    one(here)
    client.post(url(here, "voorzieningen/"), {"kind": "cameras", "place": "Alle wegen", "keeper": "Vereniging"})
    assert "Zet dit in het stuk" in text(client, url(here))
    response = client.post(url(here, "stuk/"))
    assert response.headers["Location"].endswith("/kvo/stukken/area_sheet/")
    paper = Paper.objects.get()
    assert paper.state == "draft"
    assert paper.fields["known_issues"] == "Parkeren"
    assert paper.fields["establishments_count"] == "1"
    assert paper.fields["sectors"] == "Industrie: 1"
    assert paper.fields["vacancy_count"] == "0"
    assert paper.fields["collective_security"] == "Camera's: Alle wegen (beheer: Vereniging)"
    assert paper.fields["boundary"].startswith("76,")
    assert re.search(r"SHA-256\): [0-9a-f]{64}", paper.fields["boundary"])
