"""The pages of walk-rounds: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.portal.inspections.walk import lamp, picture, seen_point, walk
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.inspections.models import Inspection, Open311Link, Photo, Point
from weerbaar.portal.inspections.services.close_inspection import RoundForm, close_inspection
from weerbaar.portal.inspections.services.keep_photo import keep_photo
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/schouw/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def pages(here: Area) -> list[str]:
    data, number = picture(4)
    keep_photo(here.park.id, data, actor=here.manager)
    on = walk()
    point = seen_point(here, lamp(photos=(number,)), on)
    return [
        "",
        "voor/",
        f"ronde/{on.id}/",
        f"ronde/{on.id}/verslag.pdf",
        f"ronde/{on.id}/punt/",
        "punten/",
        "punten.csv",
        f"punten/{point}/",
        f"foto/{Photo.objects.get().id}/",
    ]


def test_who_has_a_seat_reads_every_page_and_a_stranger_none(here: Area) -> None:
    for page in pages(here):
        for who in (here.chaima, here.pim, here.partners[PartnerKind.FIRE_BRIGADE]):
            assert who.client().get(url(here, page)).status_code == 200, page
        assert here.outsider.client().get(url(here, page)).status_code == 404
        assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_what_is_of_no_area_is_not_found(here: Area) -> None:
    client, nothing = here.chaima.client(), uuid.uuid4()
    for page in (f"ronde/{nothing}/", f"ronde/{nothing}/punt/", f"punten/{nothing}/", f"foto/{nothing}/"):
        assert client.get(url(here, page)).status_code == 404
    assert client.post(url(here, f"foto/{nothing}/wis/")).status_code == 404


def test_before_a_round_the_open_points_and_what_to_leave_alone_are_told(here: Area) -> None:
    seen_point(here)
    told = text(here.chaima.client(), url(here, "voor/"))
    for words in ("1 open punt van de vorige keer", "Gezichten van mensen.", "Bel 112", "Trek een hesje aan"):
        assert words in told


def test_anybody_with_a_seat_begins_a_round(here: Area) -> None:
    police = here.partners[PartnerKind.POLICE].client()
    assert police.post(url(here, "voor/"), {"round": "NOON"}).status_code == 422
    assert police.post(url(here, "voor/"), {"round": "DARK"}).status_code == 302
    assert Inspection.objects.get().round == "DARK"
    assert Event.objects.filter(word="person:inspection:begin").exists()


def test_a_round_is_closed_by_who_runs_the_area_and_put_into_its_paper(here: Area) -> None:
    on = walk()
    seen_point(here, None, on)
    page, manager = url(here, f"ronde/{on.id}/"), here.chaima.client()
    fields = {"route": "Van de brug naar de kade", "participants": ["police", "municipality"], "weather": "Droog"}
    assert here.partners[PartnerKind.POLICE].client().post(page, fields).status_code == 403
    assert manager.post(page, {**fields, "route": " "}).status_code == 422
    refused = manager.post(page, {"route": "Van de brug"})
    assert "Kies wie er meeliep." in refused.content.decode()
    assert 'value="Van de brug"' in refused.content.decode()
    assert manager.post(page, {"doe": "stuk"}).status_code == 422
    assert manager.post(page, fields).status_code == 302
    assert Event.objects.filter(word="person:inspection:close").exists()
    assert manager.post(page, fields).status_code == 302
    answer = manager.post(page, {"doe": "stuk"})
    assert answer.headers["Location"].endswith("/kvo/stukken/inspection_dark/")
    kept = Paper.objects.get().fields
    assert kept["date"] == "2026-11-20"
    assert kept["participants"] == "Politie, Gemeente"
    assert kept["points"].startswith("1. Lantaarn uit of knippert, Bij de brug (S3, gemeente, ")
    assert Event.objects.filter(word="person:inspection:report").exists()
    assert here.partners[PartnerKind.POLICE].client().post(page, {"doe": "stuk"}).status_code == 403


def test_the_report_on_paper_has_at_most_four_pages(here: Area) -> None:
    import io

    from pypdf import PdfReader

    on, long = walk(), "Waterdijkweg bij het transformatorhuis "
    for at in range(70):
        form = lamp(f"Punt {at}: " + long * 20, type="PT-FIRELOAD", record={}, place_text=long * 4)
        seen_point(here, form, on)
    close_inspection(here.park.id, on.id, RoundForm(long * 25, ("police", "municipality")), actor=here.manager)
    paper = here.chaima.client().get(url(here, f"ronde/{on.id}/verslag.pdf"))
    assert paper.headers["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(paper.content))
    assert 3 <= len(read.pages) <= 4
    told = " ".join(page.extract_text() for page in read.pages)
    assert "Schouw in het donker" in told
    assert "En nog 26" in told


def test_the_points_are_filtered_by_links_and_shown_in_a_table(here: Area) -> None:
    seen_point(here)
    seen_point(here, lamp("Hek stuk", type="PT-FENCE", record={}))
    client = here.chaima.client()
    every = text(client, url(here, "punten/"))
    assert "2 punten" in every
    assert "Hek stuk of poort open" in every
    for query, fits in (
        ("partij=company", "Hek stuk of poort open"),
        ("onderwerp=public_space", "Lantaarn uit of knippert"),
        (f"schouw={Inspection.objects.order_by('id').first().id}", "</table>"),  # type: ignore[union-attr]
        ("staat=open", "Hek stuk of poort open"),
        ("toon=open", "Hek stuk of poort open"),
    ):
        assert fits in text(client, url(here, f"punten/?{query}"))
    assert "Hek stuk of poort open" not in text(client, url(here, "punten/?partij=municipality"))
    for query in ("staat=verified", "toon=late", f"schouw={uuid.uuid4()}"):
        assert "Geen punt past bij deze keuze." in text(client, url(here, f"punten/?{query}"))
    municipality = here.partners[PartnerKind.MUNICIPALITY].client()
    assert "Lantaarn uit of knippert" in text(municipality, url(here, "punten/?toon=van-mij"))


def test_a_filter_that_means_nothing_shows_all(here: Area) -> None:
    seen_point(here)
    told = text(here.chaima.client(), url(here, "punten/?staat=weg&partij=x&onderwerp=y&schouw=z&toon=q"))
    assert "Lantaarn uit of knippert" in told


def test_the_map_has_the_numbers_of_the_table(here: Area) -> None:
    seen_point(here)
    told = text(here.chaima.client(), url(here, "punten/"))
    assert '"number": "1"' in told
    assert "1. Lantaarn uit of knippert" in told


def test_a_late_point_says_how_late(here: Area) -> None:
    seen_point(here)
    Point.objects.update(due_on=timezone.localdate() - timedelta(days=3))
    assert "3 dagen te laat" in text(here.chaima.client(), url(here, "punten/?toon=late"))


def test_the_table_for_a_spreadsheet_runs_no_formula(here: Area) -> None:
    seen_point(here, lamp("=HYPERLINK(1)"))
    told = text(here.chaima.client(), url(here, "punten.csv?toon=open"))
    assert "'=HYPERLINK(1)" in told
    assert "Gemeente" in told


def test_an_owner_answers_with_a_photo_and_somebody_else_checks(here: Area) -> None:
    point = seen_point(here)
    page = url(here, f"punten/{point}/")
    municipality, police = (here.partners[kind].client() for kind in (PartnerKind.MUNICIPALITY, PartnerKind.POLICE))
    assert "Dit is opgelost" in text(municipality, page)
    assert "Dit is opgelost" not in text(police, page)
    assert municipality.post(page, {"verb": "solve"}).status_code == 422
    data, number = picture(11, "JPEG")
    file = SimpleUploadedFile("na.jpg", data, "image/jpeg")
    assert municipality.post(page, {"verb": "solve", "photo": file}).status_code == 302
    assert Point.objects.get().state == "solved"
    assert Photo.objects.get().sha256 == number
    assert "Wat zegt de eigenaar?" in text(police, page)
    assert police.post(page, {"verb": "verify"}).status_code == 302
    assert Point.objects.get().state == "verified"
    words = set(Event.objects.values_list("word", flat=True))
    assert {"person:point:solve", "person:point:verify"} <= words
    assert "Zag dat het is opgelost" in text(here.chaima.client(), page)


def test_a_deed_that_is_not_this_persons_changes_nothing_and_keeps_no_photo(here: Area) -> None:
    point = seen_point(here)
    page, file = url(here, f"punten/{point}/"), SimpleUploadedFile("na.png", picture(3)[0], "image/png")
    police = here.partners[PartnerKind.POLICE].client()
    assert police.post(page, {"verb": "solve", "text": "Klaar", "photo": file}).status_code == 302
    assert police.post(page, {"verb": "give", "owner": "company"}).status_code == 302
    assert police.post(page, {"verb": "dance"}).status_code == 302
    assert (Point.objects.get().state, Point.objects.get().owner) == ("open", "municipality")
    assert not Photo.objects.exists()


def test_a_file_that_is_no_photo_is_refused_beside_its_field(here: Area) -> None:
    page = url(here, f"punten/{seen_point(here)}/")
    file = SimpleUploadedFile("na.jpg", b"%PDF-1.7", "image/jpeg")
    response = here.partners[PartnerKind.MUNICIPALITY].client().post(page, {"verb": "solve", "photo": file})
    assert response.status_code == 422
    assert "Deze foto kunnen we niet lezen." in response.content.decode()
    assert Point.objects.get().state == "open"


def test_not_taking_a_point_on_wants_a_reason_and_the_manager_gives_it_to_another(here: Area) -> None:
    page = url(here, f"punten/{seen_point(here)}/")
    municipality, manager = here.partners[PartnerKind.MUNICIPALITY].client(), here.chaima.client()
    assert municipality.post(page, {"verb": "refuse", "text": ""}).status_code == 422
    assert municipality.post(page, {"verb": "refuse", "text": "Dit is eigen grond"}).status_code == 302
    assert "Dit is eigen grond" in text(manager, page)
    assert manager.post(page, {"verb": "give", "owner": "nobody"}).status_code == 422
    assert manager.post(page, {"verb": "give", "owner": "property_owner"}).status_code == 302
    assert (Point.objects.get().state, Point.objects.get().owner) == ("open", "property_owner")


def test_a_number_plate_in_an_answer_is_refused(here: Area) -> None:
    page = url(here, f"punten/{seen_point(here)}/")
    response = here.chaima.client().post(page, {"verb": "solve", "text": "Busje 12-BVB-3 weggestuurd"})
    assert response.status_code == 422
    assert "Dit lijkt op een kenteken." in response.content.decode()


def test_a_point_is_added_without_a_phone(here: Area) -> None:
    on = walk()
    seen_point(here, None, on)
    page, client = url(here, f"ronde/{on.id}/punt/"), here.partners[PartnerKind.ASSOCIATION].client()
    fields = {"type": "PT-SIGN", "text": "Bord is vies", "place_text": "Kade 3", "latitude": "51,7", "longitude": "5.3"}
    for wrong, said in (
        ({"type": ""}, "Kies wat je ziet."),
        ({"place_text": "", "latitude": "", "longitude": ""}, "Vertel waar het is."),
        ({"latitude": "noord"}, "Deze plek bestaat niet."),
        ({"latitude": "500"}, "Deze plek bestaat niet."),
        ({"text": "Auto GB-123-X"}, "Dit lijkt op een kenteken."),
    ):
        refused = client.post(page, {**fields, **wrong})
        assert refused.status_code == 422
        assert said in refused.content.decode()
    file = SimpleUploadedFile("bord.png", picture(8)[0], "image/png")
    assert client.post(page, {**fields, "photo": file}).status_code == 302
    point = Point.objects.get(type="PT-SIGN")
    assert (point.latitude, point.longitude, point.photos.count()) == (51.7, 5.3, 1)
    assert point.inspection_id == on.id


def test_a_photo_is_erased_by_who_made_it_or_runs_the_area_and_never_comes_back(here: Area) -> None:
    data, number = picture(6)
    police = here.partners[PartnerKind.POLICE]
    keep_photo(here.park.id, data, actor=police.person)
    point, photo = seen_point(here, lamp(photos=(number,))), Photo.objects.get()
    page = url(here, f"foto/{photo.id}/wis/")
    assert here.partners[PartnerKind.MUNICIPALITY].client().post(page).status_code == 403
    assert police.client().post(page, {"point": str(point)}).headers["Location"].endswith(f"/punten/{point}/")
    assert bytes(Photo.objects.get().data) == b""
    assert keep_photo(here.park.id, data, actor=police.person) == (number, False)
    assert bytes(Photo.objects.get().data) == b""
    assert here.chaima.client().get(url(here, f"foto/{photo.id}/")).status_code == 404
    assert "Foto gewist" in text(here.chaima.client(), url(here, f"punten/{point}/"))
    assert Event.objects.filter(word="person:inspection-photo:erase").exists()


def test_a_photo_is_served_as_what_it_is_and_to_nobody_elses_eyes(here: Area) -> None:
    data, _ = picture(6, "WEBP")
    keep_photo(here.park.id, data, actor=here.manager)
    response = here.chaima.client().get(url(here, f"foto/{Photo.objects.get().id}/"))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_reporting_is_set_by_who_runs_the_area_and_its_key_is_never_shown(here: Area) -> None:
    page, manager = url(here, "gemeente/"), here.chaima.client()
    assert here.partners[PartnerKind.MUNICIPALITY].client().get(page).status_code == 403
    assert here.outsider.client().get(page).status_code == 404
    fields = {
        "endpoint": "https://open311.lindebrug.example/v2/",
        "key": "key-of-the-area",
        "code": "7",
        "codes": "PT-LAMP: 12\nPT-ROAD = 13",
    }
    for wrong, said in (
        ({"endpoint": "lindebrug"}, "Vul het webadres van het systeem in"),
        ({"endpoint": "http://open311.lindebrug.example"}, "Het adres begint met https."),
        ({"endpoint": "https://127.0.0.1/v2"}, "Dit adres leidt naar een gesloten netwerk."),
        ({"key": ""}, "Vul de sleutel in"),
        ({"code": "", "codes": ""}, "Vul minstens één code in."),
        ({"codes": "lamp is 12"}, "Schrijf elke regel als"),
        ({"codes": "PT-NOTHING: 4"}, "Schrijf elke regel als"),
    ):
        refused = manager.post(page, {**fields, **wrong})
        assert refused.status_code == 422, wrong
        assert said in refused.content.decode()
    assert manager.post(page, fields).status_code == 302
    link = Open311Link.objects.get()
    assert link.services == {"*": "7", "PT-LAMP": "12", "PT-ROAD": "13"}
    assert b"key-of-the-area" not in bytes(link.key)
    assert "key-of-the-area" not in text(manager, page)
    assert manager.post(page, {**fields, "key": "", "code": "8"}).status_code == 302
    # A key goes to no other address than the one it was given for.
    assert manager.post(page, {**fields, "key": "", "endpoint": "https://elders.example"}).status_code == 422
    assert manager.post(page, {"doe": "stop"}).status_code == 302
    assert not Open311Link.objects.exists()
    assert {"person:point-reports:set", "person:point-reports:end"} <= set(Event.objects.values_list("word", flat=True))
