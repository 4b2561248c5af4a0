"""Filling in the emergency card, printing it, and saying that it hangs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.action_plans.company import action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery
from tests.portal.results import BAKERY
from tests.portal.web.papers.pdfs import text_of
from weerbaar.portal.action_plans.services.make_plan import make_plan
from weerbaar.portal.action_plans.states import SOLVED
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.portal.audit.models import Event
from weerbaar.portal.organisations.card_selectors import card_of
from weerbaar.portal.organisations.models import EmergencyCard
from weerbaar.portal.web.entrepreneur.evidence_words import seen_words
from weerbaar.portal.web.entrepreneur.export_tables import export_document
from weerbaar.questionnaires.answers import Provenance

pytestmark = pytest.mark.django_db
FILLED = {
    "decider_name": "Anna  Deeg",
    "decider_phone": "06 00 00 00 01",
    "it_name": "Netkracht & Co",
    "it_phone": "+31 (0)00 000 00 02",
    "it_number": "2214",
    "policy_number": "88-4410",
    "backup_place": "Losse schijf in de kluis",
}


@pytest.fixture
def here() -> Bakery:
    return bakery()


def page(here: Bakery) -> str:
    return f"/bedrijf/{here.id}/noodkaart/"


def paper(here: Bakery) -> str:
    return f"/bedrijf/{here.id}/noodkaart.pdf"


def test_what_is_filled_in_stands_on_the_page_and_on_paper(here: Bakery) -> None:
    client = here.carla.client()
    assert "Download de kaart" not in client.get(page(here)).content.decode()
    shown = client.post(page(here), FILLED, follow=True).content.decode()
    assert 'value="Netkracht &amp; Co"' in shown
    assert "Klantnummer 2214" in shown
    assert "Download de kaart" in shown
    assert card_of(here.view()).contacts.decider_name == "Anna Deeg"
    answer = client.get(paper(here))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Deegrol" not in answer.headers["Content-Disposition"]
    text = text_of(answer.content)
    for part in ("Bakkerij Deegrol", "Anna Deeg", "Netkracht & Co", "Losse schijf in de kluis", "Polisnummer 88-4410"):
        assert part in text


def test_it_can_be_changed_and_emptied(here: Bakery) -> None:
    client = here.anna.client()
    client.post(page(here), FILLED)
    client.post(page(here), {"it_name": "Ander IT"})
    assert EmergencyCard.objects.count() == 1
    contacts = card_of(here.view()).contacts
    assert (contacts.it_name, contacts.it_phone, contacts.backup_place) == ("Ander IT", "", "")


@pytest.mark.parametrize("wrong", ["bel maar", "12", "06 12 toestel 3", "++31 6"])
def test_a_phone_number_that_is_none_is_said_and_kept(here: Bakery, wrong: str) -> None:
    answer = here.anna.client().post(page(here), FILLED | {"bank_phone": wrong})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Vul een telefoonnummer in" in shown
    assert 'href="#bank_phone"' in shown
    assert f'value="{wrong}"' in shown
    assert "Netkracht &amp; Co" in shown
    assert not EmergencyCard.objects.exists()


def test_what_is_too_long_is_refused(here: Bakery) -> None:
    assert here.anna.client().post(page(here), FILLED | {"bank_name": "x" * 41}).status_code == 422
    assert not EmergencyCard.objects.exists()


def test_the_log_says_that_it_was_filled_in_and_holds_no_number(here: Bakery) -> None:
    here.anna.client().post(page(here), FILLED)
    event = Event.objects.get(word="person:emergency-card:write")
    assert event.organisation_id == here.id
    assert "06 00" not in str(vars(event))
    assert "Vulde de noodkaart in" in here.anna.client().get(f"/bedrijf/{here.id}/logboek/").content.decode()


def test_a_reader_reads_and_prints_but_changes_nothing(here: Bakery) -> None:
    here.anna.client().post(page(here), FILLED)
    client = here.bram.client()
    assert "Netkracht &amp; Co" in client.get(page(here)).content.decode()
    assert client.get(paper(here)).status_code == 200
    assert client.post(page(here), {"it_name": "Gekaapt"}).status_code == 403
    assert client.post(page(here), {"doe": "hangt"}).status_code == 403
    assert card_of(here.view()).contacts.it_name == "Netkracht & Co"


def test_a_stranger_finds_nothing(here: Bakery, client: Client) -> None:
    here.anna.client().post(page(here), FILLED)
    for path in (page(here), paper(here)):
        assert here.otto.client().get(path).status_code == 404
        assert client.get(path).status_code == 302
    assert here.otto.client().post(page(here), {"it_name": "Gekaapt"}).status_code == 404
    assert card_of(here.view()).contacts.it_name == "Netkracht & Co"


def test_no_result_of_a_scan_is_on_it(here: Bakery) -> None:
    measured(here, domain_of(here), with_dmarc(None))
    text = text_of(here.anna.client().get(paper(here)).content)
    assert BAKERY not in text
    assert "DMARC" not in text


def test_it_speaks_the_language_of_the_page(here: Bakery) -> None:
    client = here.anna.client()
    client.get(page(here) + "?taal=en")
    assert "Replace this card before" in text_of(client.get(paper(here)).content)


def test_saying_that_it_hangs_answers_the_question_with_a_document(here: Bakery) -> None:
    client = here.carla.client()
    say(here, "BP5-04", "no")
    make_plan(here.id, actor=here.anna.person)
    assert action(here, "ACT-CARD").state not in SOLVED
    client.post(page(here), FILLED)
    shown = client.post(page(here), {"doe": "hangt"}, follow=True).content.decode()
    assert "Je zei op" in shown
    found = assessment_of(here.view())
    answer = found.answers["BP5-04"]
    assert (answer.choice, answer.provenance, answer.evidence) == ("yes", Provenance.DOCUMENT, ("emergency-card",))
    assert answer.by == str(here.carla.user.id)
    assert "BP5-04" not in found.contradictions
    assert action(here, "ACT-CARD").state in SOLVED
    assert timezone.now() - answer.at < timedelta(minutes=5)
    assert answer.until == answer.at + timedelta(days=180)
    assert seen_words(answer.evidence)[0].what == "Noodkaart"


def test_a_card_that_was_never_filled_in_answers_nothing(here: Bakery) -> None:
    here.anna.client().post(page(here), {"doe": "hangt"})
    assert "BP5-04" not in assessment_of(here.view()).answers


def test_the_task_in_the_plan_leads_to_it(here: Bakery) -> None:
    say(here, "BP5-04", "no")
    say(here, "BP5-02", "no")
    card, other = (f"/bedrijf/{here.id}/plan/{action(here, cause).id}/" for cause in ("ACT-CARD", "ACT-OFFLINE"))
    client = here.bram.client()
    assert f'href="{page(here)}"' in client.get(card).content.decode()
    assert f'href="{page(here)}"' not in client.get(other).content.decode()


def test_it_is_taken_along_with_all_else(here: Bakery) -> None:
    assert export_document(here.view(), timezone.now())["emergency_card"] is None
    here.anna.client().post(page(here), FILLED)
    taken = export_document(here.view(), timezone.now())["emergency_card"]
    assert (taken["it_name"], taken["policy_number"]) == ("Netkracht & Co", "88-4410")


def test_it_goes_when_the_company_is_erased(here: Bakery) -> None:
    client = here.anna.client()
    client.post(page(here), FILLED)
    client.post(f"/bedrijf/{here.id}/data/wissen/", {"name": "Bakkerij Deegrol"})
    assert not EmergencyCard.objects.exists()
