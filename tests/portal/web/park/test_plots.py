"""The pages of an area about water and fire: depths first looked at, facts, and goods for the fire brigade alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.portal.incidents.depths import WEST, feature, geojson
from tests.portal.incidents.reports import Place, place
from tests.portal.incidents.test_plots import establishment, good
from weerbaar.portal.incidents.models import DepthImport, FireFact
from weerbaar.portal.incidents.services.keep_goods import add_good
from weerbaar.portal.parks.words import PartnerKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return place()


def url(here: Place, rest: str = "") -> str:
    return f"/terrein/{here.park_id}/water-en-brand/{rest}"


def form(data: bytes, **change: str) -> dict[str, object]:
    file = SimpleUploadedFile("dieptes.geojson", data, "application/geo+json")
    return {"file": file, "unit": "cm", "source": "Waterschap (verzonnen)", "dated_on": "2026-01-01", **change}


def test_a_file_is_looked_at_taken_and_undone(here: Place) -> None:
    plot, client = establishment(here, WEST, "Loods West"), here.area.chaima.client()
    answer = client.post(url(here, "inlezen/"), form(geojson(feature(WEST, T100=34))))
    batch = DepthImport.objects.get()
    assert answer["Location"] == url(here, f"inlezen/{batch.id}/")
    assert "Dit bestand kent 1 kavel" in client.get(answer["Location"]).content.decode()
    assert "34\u00a0cm" not in client.get(url(here)).content.decode()
    assert client.post(answer["Location"], {"doe": "neem"}).status_code == 302
    assert "34\u00a0cm" in client.get(url(here)).content.decode()
    partner = here.area.partners[PartnerKind.WATER_BOARD].client()
    assert "Kniehoog" in partner.get(url(here, f"{plot}/")).content.decode()
    assert client.post(answer["Location"], {"doe": "terug"}).status_code == 302
    assert "34\u00a0cm" not in client.get(url(here)).content.decode()
    assert client.post(answer["Location"], {"doe": "terug"}).status_code == 404


def test_each_wrong_outline_is_named(here: Place) -> None:
    establishment(here, WEST, "Loods West")
    data = geojson(feature(WEST, T100=34), feature(WEST), feature(WEST, T10="diep"))
    answer = here.area.chaima.client().post(url(here, "inlezen/"), form(data))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert '<th scope="row" class="num">2</th><td>Geen eigenschap' in told
    assert '<th scope="row" class="num">3</th><td>Een diepte is geen getal' in told
    assert not DepthImport.objects.exists()


def test_partners_read_and_do_not_read_files_in(here: Place) -> None:
    client = here.area.partners[PartnerKind.POLICE].client()
    assert client.get(url(here)).status_code == 200
    assert client.get(url(here, "inlezen/")).status_code == 403
    assert client.post(url(here, "inlezen/"), form(b"x")).status_code == 403


def test_facts_are_written_and_removed(here: Place) -> None:
    told = {"kind": "hydrant", "place": "Meerpaal 4", "state": "free", "checked_on": timezone.localdate().isoformat()}
    brigade = here.area.partners[PartnerKind.FIRE_BRIGADE].client()
    assert brigade.post(url(here), {**told, "state": ""}).status_code == 422
    assert brigade.post(url(here), told).status_code == 302
    assert here.area.partners[PartnerKind.POLICE].client().post(url(here), told).status_code == 403
    assert "Vrij en in orde" in brigade.get(url(here)).content.decode()
    assert brigade.post(url(here), {"weg": "nothing"}).status_code == 422
    assert brigade.post(url(here), {"weg": str(FireFact.objects.get().id)}).status_code == 302
    assert not FireFact.objects.exists()


def test_lists_of_goods_are_for_the_fire_brigade_and_stand_in_the_log(here: Place) -> None:
    add_good(here.bakery.id, good(substance="Zeer geheime stof"), actor=here.bakery.anna.person)
    page = url(here, "stoffen/")
    told = here.area.partners[PartnerKind.FIRE_BRIGADE].client().get(page).content.decode()
    assert "Zeer geheime stof" in told
    assert "Bakkerij Deegrol" in told
    for who in (here.area.chaima, here.area.pim, here.area.partners[PartnerKind.INSURER]):
        assert who.client().get(page).status_code == 403
    assert here.area.outsider.client().get(page).status_code == 404
    log = here.bakery.anna.client().get(f"/bedrijf/{here.bakery.id}/logboek/").content.decode()
    assert "De brandweer bekeek de lijst met gevaarlijke stoffen" in log


def test_a_stranger_finds_nothing(here: Place) -> None:
    plot = establishment(here, WEST, "Loods West")
    for page in ("", "inlezen/", f"{plot}/"):
        assert here.area.outsider.client().get(url(here, page)).status_code == 404
    other = place_of_somebody_else()
    assert here.area.chaima.client().get(url(here, f"{other}/")).status_code == 404


def place_of_somebody_else() -> object:
    from weerbaar.portal.parks.models import Establishment, Park

    return Establishment.objects.create(park=Park.objects.create(name="Rietgors"), name="Elders").id
