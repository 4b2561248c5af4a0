"""The pages of meetings: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import io
import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.meetings.table import task
from tests.portal.meetings.test_calendar_file import unescape, values
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.meetings.models import Decision, Invitee, Meeting, Minutes
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Measure
from weerbaar.portal.trajectories.services.keep_measure import add_measure, move_measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Area:
    return area()


def plan(here: Area, *, days: int = 0, **fields: str) -> uuid.UUID:
    """A meeting at one past midnight, of today unless said otherwise, by the form."""
    form = {
        "pattern": "MEET-PROGRESS",
        "day": (timezone.localdate() + timedelta(days=days)).isoformat(),
        "start": "00:01",
        "end": "01:30",
        "place": "Kantine De Loods",
        **fields,
    }
    response = here.chaima.client().post(url(here, "nieuw/"), form)
    assert response.status_code == 302, response.content.decode()
    return Meeting.objects.latest("planned_at").id


def url(here: Area, rest: object = "") -> str:
    return f"/terrein/{here.park.id}/overleg/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def late(here: Area) -> uuid.UUID:
    day = timezone.localdate() - timedelta(days=9)
    measure_id = add_measure(here.trajectory, task(what="Hekken dicht", due_on=day), actor=here.manager)
    move_measure(here.trajectory, measure_id, MeasureVerb.AGREE, actor=here.manager)
    return measure_id


def close(here: Area, meeting_id: uuid.UUID) -> None:
    present = [str(here.chaima.user.id), str(here.pim.user.id)]
    response = here.chaima.client().post(url(here, f"{meeting_id}/"), {"doe": "sluit", "present": present})
    assert response.status_code == 302, response.content.decode()


def test_who_has_a_seat_reads_and_a_stranger_finds_nothing(here: Area) -> None:
    meeting_id = plan(here)
    close(here, meeting_id)
    pages = ["", "nieuw/", *(f"{meeting_id}/{rest}" for rest in ("", "wijzig/", "taak/", "overleg.ics", "verslag/"))]
    for page in [*pages, f"{meeting_id}/verslag.pdf"]:
        assert here.partners[PartnerKind.POLICE].client().get(url(here, page)).status_code == 200
        assert here.outsider.client().get(url(here, page)).status_code == 404
        assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_a_meeting_of_another_area_is_not_found(here: Area) -> None:
    meeting_id = plan(here)
    foreign = f"/terrein/{uuid.uuid4()}/overleg/{meeting_id}/"
    assert here.chaima.client().get(foreign).status_code == 404
    assert here.chaima.client().get(url(here, f"{here.park.id}/")).status_code == 404
    assert here.chaima.client().get(url(here, f"{meeting_id}/verslag/")).status_code == 404


def test_planning_writes_everybody_with_a_file_for_the_calendar(here: Area) -> None:
    meeting_id = plan(here, days=20)
    assert len(mail.outbox) == 6
    letter = next(letter for letter in mail.outbox if letter.to == ["police@mail.example"])
    assert f"/terrein/{here.park.id}/overleg/{meeting_id}/" in letter.body
    file = letter.attachments[0].get_payload(decode=True)
    assert letter.attachments[0].get_content_type() == "text/calendar"
    assert (values(file, "METHOD"), values(file, "SEQUENCE")) == (["REQUEST"], ["0"])
    assert values(file, "ATTENDEE") == ["mailto:police@mail.example"]
    uid = values(file, "UID")
    mail.outbox.clear()
    changed = here.chaima.client().post(url(here, f"{meeting_id}/wijzig/"), {"doe": "vervalt"})
    assert changed.status_code == 302
    file = mail.outbox[0].attachments[0].get_payload(decode=True)
    assert (values(file, "METHOD"), values(file, "SEQUENCE"), values(file, "UID")) == (["CANCEL"], ["1"], uid)
    assert "gaat niet door" in text(here.chaima.client(), url(here, f"{meeting_id}/"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"day": "2027-02-31"}, "Vul de dag in"),
        ({"end": "00:00"}, "voordat het begint"),
        ({"place": ""}, "Vul in waar jullie overleggen"),
        ({"link": "ftp://x"}, "begint met https://"),
        ({"pattern": "LUNCH"}, "Kies wat voor overleg het is"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    here: Area, fields: dict[str, str], said: str
) -> None:
    form = {"pattern": "MEET-YEAR", "day": "2027-03-01", "start": "00:01", "end": "01:00", "place": "Zaal 7", **fields}
    response = here.chaima.client().post(url(here, "nieuw/"), form)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "2027-0" in response.content.decode()
    assert (Meeting.objects.exists(), mail.outbox) == (False, [])


def test_partners_plan_nothing_decide_nothing_and_say_whether_they_come(here: Area) -> None:
    meeting_id = plan(here)
    police = here.partners[PartnerKind.POLICE].client()
    page = url(here, f"{meeting_id}/")
    assert police.post(url(here, "nieuw/"), {"pattern": "MEET-YEAR"}).status_code in {403, 422}
    for form in ({"doe": "other", "text": "Wij stoppen"}, {"doe": "sluit"}, {"doe": "punt-erbij", "point": "Ik"}):
        assert police.post(page, form).status_code == 403
    assert police.post(f"{page}wijzig/", {"doe": "vervalt"}).status_code == 403
    assert police.post(f"{page}taak/", {"aspect": "crime", "problem": "a", "what": "b"}).status_code == 403
    assert police.post(page, {"doe": "kom"}).status_code == 302
    assert Invitee.objects.get(party="police").answer == "comes"
    assert Event.objects.filter(word="person:meeting:answer").exists()
    assert not Decision.objects.exists()


def test_the_meeting_begins_with_what_is_late_and_its_decision_is_the_task(here: Area) -> None:
    measure_id = late(here)
    meeting_id = plan(here)
    client, page = here.chaima.client(), url(here, f"{meeting_id}/")
    told = text(client, page)
    assert "Eerst 1 afspraak die te laat is" in told
    assert "9 dagen te laat" in told
    key = f"measure:{measure_id.hex}"
    day = (timezone.localdate() + timedelta(days=40)).isoformat()
    refused = client.post(page, {"doe": "redate", "punt": key, "text": "", "due_on": day})
    assert refused.status_code == 422
    assert day in refused.content.decode()
    deed = {"doe": "redate", "punt": key, "text": "De motor is besteld", "due_on": day, "owner": "water_board"}
    assert client.post(page, deed).status_code == 302
    assert Measure.objects.get().due_on.isoformat() == day
    told = text(client, page)
    assert "De motor is besteld" in told
    assert "Waterschap" in told


def test_a_new_task_and_another_decision_stand_in_the_minutes_and_on_paper(here: Area) -> None:
    meeting_id = plan(here)
    client, page = here.chaima.client(), url(here, f"{meeting_id}/")
    new = {"aspect": "fire", "problem": "De weg staat vol", "what": "Maak de weg vrij", "owner": "fire_brigade"}
    assert client.post(f"{page}taak/", new).status_code == 422
    whole = {**new, "due_on": "2027-04-01", "indicator": "IND-INSPECTION-OPEN"}
    assert client.post(f"{page}taak/", whole).status_code == 302
    assert client.post(page, {"doe": "other", "text": "Wij lopen in mei."}).status_code == 302
    assert (Measure.objects.get().state, Measure.objects.get().decided) == ("agreed", "meeting")
    assert "Nieuwe taak: Maak de weg vrij" in text(client, page)
    measure_page = f"/terrein/{here.park.id}/kvo/maatregelen/{Measure.objects.get().id}/"
    assert "Besloten in een overleg" in text(client, measure_page)
    close(here, meeting_id)
    told = text(here.partners[PartnerKind.POLICE].client(), f"{page}verslag/")
    for said in ("Maak de weg vrij", "Brandweer", "Wij lopen in mei.", Minutes.objects.get().text_hash):
        assert said in told
    paper = client.get(f"{page}verslag.pdf")
    reader = PdfReader(io.BytesIO(paper.content))
    assert len(reader.pages) == 1
    assert "Maak de weg vrij" in reader.pages[0].extract_text()


def test_minutes_are_sent_corrected_and_approved_by_the_next_meeting(here: Area) -> None:
    meeting_id = plan(here)
    close(here, meeting_id)
    client, page = here.chaima.client(), url(here, f"{meeting_id}/verslag/")
    mail.outbox.clear()
    assert client.post(page, {"doe": "verstuur"}).status_code == 302
    assert len(mail.outbox) == 6
    police = here.partners[PartnerKind.POLICE].client()
    assert police.post(page, {"doe": "opmerking", "text": ""}).status_code == 422
    assert police.post(page, {"doe": "opmerking", "text": "Ik was er ook"}).status_code == 302
    assert police.post(page, {"doe": "correctie", "text": "Ik was er ook"}).status_code == 403
    assert "Ik was er ook" in text(client, page)
    client.post(page, {"doe": "correctie", "text": "De politie was er ook."})
    client.post(page, {"doe": "verstuur"})
    Meeting.objects.filter(id=meeting_id).update(starts_at=timezone.now() - timedelta(days=40))
    later = plan(here)
    key, minutes = f"minutes:{meeting_id.hex}", Minutes.objects.get()
    told = text(client, url(here, f"{later}/"))
    assert minutes.text_hash in told
    deed = {"doe": "goedkeuren", "punt": key, "hash": minutes.text_hash}
    assert client.post(url(here, f"{later}/"), {**deed, "hash": "0" * 64}).status_code == 422
    assert client.post(url(here, f"{later}/"), {**deed, "punt": f"minutes:{later.hex}"}).status_code == 404
    assert client.post(url(here, f"{later}/"), deed).status_code == 302
    assert Minutes.objects.get(meeting_id=meeting_id).approved_in_id == later
    assert "Goedgekeurd" in text(client, page)
    assert Event.objects.filter(word="person:minutes:approve").exists()


def test_points_are_added_moved_and_taken_off(here: Area) -> None:
    late(here)
    meeting_id = plan(here, days=3)
    client, page = here.chaima.client(), url(here, f"{meeting_id}/")
    assert client.post(page, {"doe": "punt-erbij", "point": " "}).status_code == 422
    client.post(page, {"doe": "punt-erbij", "point": "Rondvraag"})
    key = re.findall(r'name="punt" value="(own:[0-9a-f]{32})"', text(client, page))[0]
    client.post(page, {"doe": "omhoog", "punt": key})
    assert "1. Rondvraag" in text(client, page)
    client.post(page, {"doe": "eraf", "punt": key})
    assert "Rondvraag" not in text(client, page)
    assert client.post(page, {"doe": "other", "text": "Te vroeg"}).status_code == 422


def test_a_private_address_gives_the_calendar_to_who_holds_it(here: Area) -> None:
    meeting_id = plan(here, days=20, place="Zaal; achterin, links")
    police = here.partners[PartnerKind.POLICE].client()
    shown = police.post(url(here, "agenda/")).content.decode()
    path = re.findall(r'value="[^"]*(/overleg/agenda/[A-Za-z0-9_-]{32}\.ics)"', shown)[0]
    assert path not in text(police, url(here))
    feed = Client().get(path)
    assert feed.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert values(feed.content, "UID") == [f"{meeting_id}@weerbaar"]
    assert unescape(values(feed.content, "LOCATION")[0]) == "Zaal; achterin, links"
    assert police.post(url(here, "agenda/"), {"weg": "1"}).status_code == 302
    assert Client().get(path).status_code == 404
    assert here.outsider.client().post(url(here, "agenda/")).status_code == 404
