"""The pages of safety plan, goals and a partner's own page: work, refuse a stranger, a lesser role, and what cannot be."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.portal.inspections.walk import lamp, seen_point
from tests.portal.meetings.table import form as meeting_form
from tests.portal.meetings.table import task
from tests.portal.trajectories.area import Area, area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.meetings.services.plan_meeting import plan_meeting
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.models import Goal, Measure
from weerbaar.portal.trajectories.plan_models import Priority, SafetyPlan
from weerbaar.portal.trajectories.services.keep_measure import add_measure, move_measure
from weerbaar.portal.trajectories.services.write_paper import submit_paper, write_paper

pytestmark = pytest.mark.django_db
PLAN = {
    "municipality": "Utrecht",
    "title": "Veilig samen",
    "adopted_on": "2025-12-11",
    "from_day": "2026-01-01",
    "to_day": "2029-12-31",
    "document_url": "https://plan.example/ivp.pdf",
}
TABLE = b"veld;prioriteit;periode\nIVP-PHYSICAL;Voorbereid op water;2026-2029\n"
INTENT = {"parties": "Wij", "area": "Meeuwenwaard", "goal": "Veilig", "start_date": "Nu"}


@pytest.fixture
def here() -> Area:
    return area()


def url(here: Area, rest: str) -> str:
    return f"/terrein/{here.park.id}/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def entered(here: Area) -> Priority:
    file = SimpleUploadedFile("plan.csv", TABLE)
    response = here.chaima.client().post(url(here, "veiligheidsplan/nieuw/"), {**PLAN, "file": file})
    assert response.status_code == 302, response.content.decode()
    return Priority.objects.get()


@pytest.mark.parametrize("page", ["mijn/", "kvo/doelen/", "veiligheidsplan/", "veiligheidsplan/nieuw/"])
def test_who_has_a_seat_reads_and_a_stranger_finds_nothing(here: Area, page: str) -> None:
    for who in (here.chaima, here.partners[PartnerKind.POLICE]):
        assert who.client().get(url(here, page)).status_code == 200
    assert here.outsider.client().get(url(here, page)).status_code == 404
    assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_a_plan_with_its_priorities_is_entered_and_read_by_partners(here: Area) -> None:
    priority = entered(here)
    told = text(here.partners[PartnerKind.POLICE].client(), url(here, "veiligheidsplan/"))
    for said in ("Veilig samen", "Voorbereid op water", "31 december 2028", "officier van justitie", "2026-2029"):
        assert said in told
    # What nobody verified is shown to operators only.
    assert "De minister" not in told
    here.chaima.user.is_staff = True
    here.chaima.user.save()
    assert "De minister" in text(here.chaima.client(), url(here, "veiligheidsplan/"))
    page = url(here, f"veiligheidsplan/{priority.id}/")
    assert here.outsider.client().get(page).status_code == 404
    assert here.chaima.client().get(url(here, f"veiligheidsplan/{uuid.uuid4()}/")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"municipality": "Atlantis"}, "Kies een gemeente uit de lijst."),
        ({"to_day": "2025-02-31"}, "Vul alle drie de dagen in."),
        ({"document_url": "ftp://x"}, "waar het plan te lezen is"),
        ({"file": SimpleUploadedFile("x.csv", b"veld;prioriteit;periode\nIVP-LUNCH;a;b\n")}, "Regel 2: Kies een"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    here: Area, fields: dict[str, object], said: str
) -> None:
    response = here.chaima.client().post(url(here, "veiligheidsplan/nieuw/"), {**PLAN, **fields})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Veilig samen" in response.content.decode()
    assert not SafetyPlan.objects.exists()


def test_a_measure_points_to_a_priority_and_is_taken_off_again(here: Area) -> None:
    measure_id = add_measure(here.trajectory, task(partners=("police",), aspect="flood"), actor=here.manager)
    page = url(here, f"veiligheidsplan/{entered(here).id}/")
    client = here.chaima.client()
    assert "1 maatregel vraagt iets van de politie" in text(client, url(here, "veiligheidsplan/"))
    police = here.partners[PartnerKind.POLICE].client()
    assert police.post(page, {"measure": str(measure_id)}).status_code == 403
    assert client.post(page, {"measure": "nothing"}).status_code == 404
    assert client.post(page, {"measure": str(measure_id)}).status_code == 302
    assert "1 maatregel helpt, 0 is klaar." in text(police, page)
    assert "vraagt iets van de politie" not in text(client, url(here, "veiligheidsplan/"))
    client.post(page, {"measure": str(measure_id), "doe": "los"})
    assert Measure.objects.get().priority_id is None
    assert Event.objects.filter(word="person:measure:link").count() == 2


def test_a_priority_is_added_by_hand(here: Area) -> None:
    page = url(here, "veiligheidsplan/")
    whole = {"field": "IVP-BUSINESS", "text_short": "Digitaal weerbaar", "period": "2026-2029"}
    assert here.chaima.client().post(page, whole).status_code == 404
    entered(here)
    refused = here.chaima.client().post(page, {**whole, "field": ""})
    assert refused.status_code == 422
    assert "Digitaal weerbaar" in refused.content.decode()
    assert here.partners[PartnerKind.POLICE].client().post(page, whole).status_code == 403
    assert here.chaima.client().post(page, whole).status_code == 302
    assert Priority.objects.count() == 2


def test_a_goal_has_a_figure_of_now_and_one_that_is_wanted(here: Area) -> None:
    page, client = url(here, "kvo/doelen/"), here.chaima.client()
    whole = {"indicator": "IND-CRI-REG", "text": "Minder inbraak", "baseline": "12,5", "target": "6", "by_day": ""}
    assert here.partners[PartnerKind.POLICE].client().post(page, whole).status_code == 403
    for wrong in ({"indicator": "x"}, {"text": " "}, {"baseline": "veel"}, {"by_day": "2027-02-31"}):
        assert client.post(page, {**whole, **wrong}).status_code == 422
    assert not Goal.objects.exists()
    assert client.post(page, whole).status_code == 302
    assert (Goal.objects.get().baseline, Goal.objects.get().target) == (12.5, 6.0)
    assert "12,5" in text(client, page)
    assert Event.objects.filter(word="person:goal:set").exists()


def test_a_partner_lands_on_what_is_its_own(here: Area) -> None:
    municipality = here.partners[PartnerKind.MUNICIPALITY]
    client = municipality.client()
    assert client.get("/bedrijf/").headers["Location"] == url(here, "mijn/")
    assert here.chaima.client().get("/bedrijf/").headers["Location"] == "/terrein/"
    page = url(here, "mijn/")
    assert "Er wacht niets op je" in text(client, page)
    lamps = add_measure(here.trajectory, task(due_on=timezone.localdate() - timedelta(days=2)), actor=here.manager)
    move_measure(here.trajectory, lamps, MeasureVerb.AGREE, actor=here.manager)
    add_measure(here.trajectory, task(what="Helpt mee", owner="police", partners=("municipality",)), actor=here.manager)
    add_measure(here.trajectory, task(what="Van de brandweer", owner="fire_brigade"), actor=here.manager)
    paper = write_paper(here.trajectory, "letter_of_intent", INTENT, actor=here.manager)
    submit_paper(here.trajectory, paper, actor=here.manager)
    seen_point(here, lamp())
    plan_meeting(here.trajectory, meeting_form(timezone.now() + timedelta(days=5)), actor=here.manager)
    told = text(client, page)
    for said in (
        "Zet er drie lampen.",
        "Helpt mee",
        "Intentieverklaring",
        "2 dagen te laat",
        "Bij de brug",
        "Nog geen antwoord",
    ):
        assert said in told
    assert "Van de brandweer" not in told
    fire = text(here.partners[PartnerKind.FIRE_BRIGADE].client(), page)
    assert "Van de brandweer" in fire
    assert "Bij de brug" not in fire
