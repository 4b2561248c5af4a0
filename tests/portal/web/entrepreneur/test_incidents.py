"""The pages of a company about what happened: work, refuse a stranger and a lesser role, validate, write audit."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.portal.incidents.reports import BURGLARY, RANSOM, Place, form, place
from tests.portal.incidents.test_reports import picture
from tests.portal.people import bakery
from weerbaar.portal.audit.models import Event
from weerbaar.portal.incidents.models import ParkIncident, SecurityIncident
from weerbaar.portal.incidents.services.report_incident import note_security_incident
from weerbaar.portal.incidents.services.write_contact import ContactForm, write_contact
from weerbaar.portal.organisations.card_selectors import CardContacts
from weerbaar.portal.organisations.services.write_card import write_card

pytestmark = pytest.mark.django_db
TOLD = {"happened_on": "2026-11-01", "street": "Meerpaal 4", "damage": "none", "police_told": "yes", "lesson": ""}


@pytest.fixture
def here() -> Place:
    return place()


def url(here: Place, rest: str = "melden/") -> str:
    return f"/bedrijf/{here.bakery.id}/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_first_page_gives_numbers_and_a_way_out(here: Place) -> None:
    write_card(here.bakery.id, CardContacts(it_name="Nettex", it_phone="0413 1"), actor=here.bakery.anna.person)
    write_contact(here.park_id, "CT-PARK", ContactForm("0413 222", date(2026, 1, 1)), actor=here.area.manager)
    told = text(here.bakery.bram.client(), url(here))
    for part in ('href="tel:112"', 'href="tel:09008844"', "Nettex", 'href="tel:04131"', 'href="tel:0413222"', "72 uur"):
        assert part in told
    assert 'href="https://www.knmi.nl/" rel="noreferrer" data-quick-exit' in told
    assert "Ook niet dat je hier was" in told


def test_the_form_says_who_sees_what_before_it_is_sent(here: Place) -> None:
    told = text(here.bakery.anna.client(), url(here, f"melden/{BURGLARY}/"))
    assert told.index("Wie ziet wat") < told.index("Verstuur deze melding")
    assert "Parkmanager en procesbegeleider" in told
    assert "Je naam alleen als je dat aanvinkt." in told
    assert "Politie" in told
    alone = text(here.bakery.anna.client(), url(here, f"melden/{RANSOM}/"))
    assert "Niets. Dit blijft bij je bedrijf." in alone
    assert "Waar" not in alone.split("<main")[1].split("Welke dag?")[0]


def test_a_report_is_sent_kept_and_told_at_once(here: Place) -> None:
    client = here.bakery.carla.client()
    photo = SimpleUploadedFile("deur.jpg", picture(), "image/jpeg")
    answer = client.post(url(here, f"melden/{BURGLARY}/"), {**TOLD, "photo": photo, "nobody_in_it": "yes"})
    made = ParkIncident.objects.get()
    assert answer["Location"] == url(here, f"meldingen/{made.id}/")
    assert len(mail.outbox) == 3
    told = text(client, answer["Location"])
    assert "Alles wat je hier invult, niet je naam." in told
    assert "Haal de melding terug" in told
    shown = client.get(url(here, f"meldingen/{made.id}/foto/"))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert Event.objects.filter(word="person:incident:report", organisation_id=here.bakery.id).exists()


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(here: Place) -> None:
    answer = here.bakery.anna.client().post(url(here, f"melden/{BURGLARY}/"), {**TOLD, "lesson": "Het was Piet Jansen"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#lesson"' in told
    assert "Meerpaal 4" in told
    assert not ParkIncident.objects.exists()
    assert mail.outbox == []


def test_without_an_area_there_is_nobody_to_report_to() -> None:
    alone = bakery()
    page = f"/bedrijf/{alone.id}/melden/{BURGLARY}/"
    assert "Je bedrijf doet in geen gebied mee" in text(alone.anna.client(), page)
    assert alone.anna.client().post(page, TOLD).status_code == 422


def test_a_report_is_taken_back_within_the_hour_only(here: Place) -> None:
    client = here.bakery.anna.client()
    late = here.report(now=timezone.now() - timedelta(hours=2))
    refused = client.post(url(here, f"meldingen/{late}/"), {"doe": "terug"})
    assert refused.status_code == 422
    assert "Het uur is voorbij" in refused.content.decode()
    fresh = here.report()
    assert client.post(url(here, f"meldingen/{fresh}/"), {"doe": "terug"}).status_code == 302
    assert list(ParkIncident.objects.values_list("id", flat=True)) == [late]


def test_a_report_is_corrected_on_its_page(here: Place) -> None:
    made, client = here.report(), here.bakery.anna.client()
    page = url(here, f"meldingen/{made}/")
    assert client.post(page, {**TOLD, "street": ""}).status_code == 422
    assert client.post(page, {**TOLD, "street": "Meerpaal 9"}).status_code == 302
    assert ParkIncident.objects.get().street == "Meerpaal 9"


def test_a_digital_incident_is_written_down_and_erased(here: Place) -> None:
    client = here.bakery.anna.client()
    assert client.post(url(here, f"melden/{RANSOM}/"), TOLD).status_code == 302
    note = SecurityIncident.objects.get()
    assert "Bestanden op slot" in text(client, url(here, "meldingen/"))
    assert mail.outbox == []
    assert client.post(url(here, "meldingen/"), {"incident": "nothing"}).status_code == 404
    assert client.post(url(here, "meldingen/"), {"incident": str(note.id)}).status_code == 302
    assert not SecurityIncident.objects.exists()


@pytest.mark.parametrize("page", ["melden/", f"melden/{BURGLARY}/", f"melden/{RANSOM}/", "meldingen/"])
def test_a_stranger_finds_nothing_and_a_visitor_signs_in(here: Place, page: str) -> None:
    assert here.bakery.otto.client().get(url(here, page)).status_code == 404
    assert here.area.chaima.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page))["Location"].startswith("/account/login/")


def test_a_reader_reads_and_reports_nothing(here: Place) -> None:
    client, made = here.bakery.bram.client(), here.report()
    assert client.post(url(here, f"melden/{BURGLARY}/"), TOLD).status_code == 403
    assert client.post(url(here, f"meldingen/{made}/"), TOLD).status_code == 403
    assert client.post(url(here, f"meldingen/{made}/"), {"doe": "terug"}).status_code == 403
    assert client.get(url(here, f"meldingen/{made}/")).status_code == 200
    assert here.bakery.otto.client().get(url(here, f"meldingen/{made}/")).status_code == 404


def test_everything_comes_along_in_the_export(here: Place) -> None:
    from weerbaar.portal.incidents.services.report_incident import Photo

    made = here.report(photo=Photo(picture(), len(picture()), True))
    note_security_incident(here.bakery.id, RANSOM, form(), actor=here.bakery.anna.person)
    answer = here.bakery.anna.client().get(url(here, "data/alles.zip"))
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(packed.read("weerbaar.json"))["incidents"]
    assert [row["kind"] for row in told["reports"]] == [BURGLARY]
    assert [row["kind"] for row in told["security_incidents"]] == [RANSOM]
    assert packed.read(f"reports/{made}.jpg").startswith(b"\xff\xd8")
