"""Handing over: a link shown once, mailed when asked, listed, and closed."""

import io
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.portal.action_plans.company import action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.models import Handover
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.models import Event

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/overdracht/[\w-]{32}/")


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-02", "no")
    return place


def address(here: Bakery, name: str, **more: object) -> str:
    return reverse(name, kwargs={"organisation_id": here.id, **more})


def order(here: Bakery, **more: object) -> dict[str, object]:
    return {"tasks": [str(action(here, "ACT-MAILAUTH").id)], "supplier": "Netkracht & Co", "days": "30"} | more


def test_the_link_is_shown_once(here: Bakery) -> None:
    client = here.anna.client()
    first = client.post(address(here, "handover-new"), order(here), follow=True)
    assert LINK.search(first.content.decode())
    assert "Stuur hem zelf." in first.content.decode()
    again = client.get(address(here, "handovers"))
    assert not LINK.search(again.content.decode())
    assert "Netkracht &amp; Co" in again.content.decode()
    assert action(here, "ACT-MAILAUTH").state == State.OFFERED
    assert Event.objects.filter(word="person:hand-over:make", organisation_id=here.id).count() == 1


def test_with_an_address_the_link_is_mailed_without_the_password(here: Bakery) -> None:
    filled = order(here, email="it@netkracht.example", password="zeg het niet", message="Graag voor vrijdag.")
    answer = here.anna.client().post(address(here, "handover-new"), filled, follow=True)
    (letter,) = mail.outbox
    assert letter.to == ["it@netkracht.example"]
    assert letter.subject == "Bakkerij Deegrol vraagt je een paar punten op te lossen"
    assert "takenlijst voor Netkracht & Co" in letter.body
    assert LINK.search(letter.body)
    assert "Graag voor vrijdag." in letter.body
    assert "zeg het niet" not in letter.body
    assert "We hebben hem gemaild." in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"supplier": ""}, "Vul dit vak in."),
        ({"tasks": []}, "Kies minstens één taak"),
        ({"tasks": ["geen-id"]}, "Kies minstens één taak"),
        ({"password": "kort"}, "Gebruik minstens 8 tekens"),
        ({"days": "365"}, "hooguit 90 dagen"),
        ({"email": "geen adres"}, "mailadres"),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_kept(here: Bakery, wrong: dict[str, object], said: str) -> None:
    answer = here.anna.client().post(address(here, "handover-new"), order(here, message="Tot vrijdag.") | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Tot vrijdag." in answer.content.decode()
    assert Handover.objects.count() == 0


def test_tasks_for_others_are_chosen_beforehand_and_a_link_can_choose(here: Bakery) -> None:
    client = here.anna.client()
    offline, mailauth = (str(action(here, cause).id) for cause in ("ACT-OFFLINE", "ACT-MAILAUTH"))
    whole = client.get(address(here, "handover-new")).content.decode()
    assert f'value="{offline}" checked' in whole
    one = client.get(address(here, "handover-new") + f"?actie={mailauth}").content.decode()
    assert f'value="{mailauth}" checked' in one
    assert f'value="{offline}" checked' not in one


def test_closing_a_link_takes_its_tasks_back_and_is_written_down(here: Bakery) -> None:
    client = here.carla.client()
    client.post(address(here, "handover-new"), order(here))
    row = Handover.objects.get()
    assert client.post(address(here, "handover-withdraw", handover_id=row.id)).status_code == 302
    assert action(here, "ACT-MAILAUTH").state == State.OPEN
    assert Event.objects.filter(word="person:hand-over:withdraw", organisation_id=here.id).count() == 1
    assert "Gesloten op" in client.get(address(here, "handovers")).content.decode()


def test_a_reader_reads_and_a_stranger_finds_nothing(here: Bakery, client: Client) -> None:
    here.anna.client().post(address(here, "handover-new"), order(here))
    row = Handover.objects.get()
    pages = [address(here, "handover-new"), address(here, "handovers")]
    closing = address(here, "handover-withdraw", handover_id=row.id)
    for path in pages:
        assert here.bram.client().get(path).status_code == 200
        assert here.otto.client().get(path).status_code == 404
        assert client.get(path).status_code == 302
    assert here.bram.client().post(closing).status_code == 403
    assert here.otto.client().post(closing).status_code == 404
    assert here.bram.client().post(pages[0], order(here)).status_code == 403
    borrowed = reverse("handover-withdraw", kwargs={"organisation_id": here.otto_id, "handover_id": row.id})
    assert here.otto.client().post(borrowed).status_code == 404
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_the_work_order_is_for_the_people_of_the_company_while_the_link_works(here: Bakery, client: Client) -> None:
    here.anna.client().post(address(here, "handover-new"), order(here))
    row = Handover.objects.get()
    paper = address(here, "handover-paper", handover_id=row.id)
    answer = here.bram.client().get(paper)
    assert answer.headers["Content-Type"] == "application/pdf"
    shown = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "1 taak van Bakkerij Deegrol" in shown
    assert "overdracht/" not in shown
    assert here.otto.client().get(paper).status_code == 404
    assert client.get(paper).status_code == 302
    borrowed = reverse("handover-paper", kwargs={"organisation_id": here.otto_id, "handover_id": row.id})
    assert here.otto.client().get(borrowed).status_code == 404
    here.anna.client().post(address(here, "handover-withdraw", handover_id=row.id))
    assert here.anna.client().get(paper).status_code == 404
