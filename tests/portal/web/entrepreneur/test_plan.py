"""The plan and one action: they work, they are the company's alone, and what is done there is written down."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.portal.action_plans.company import GOOD, action, domain_of, ended, measured, say, waiting_runs, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.models import Event
from weerbaar.portal.web.letters.reminders import send_reminders

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-02", "no")
    say(place, "BP5-04", "no")
    return place


def plan_of(here: Bakery, query: str = "") -> str:
    return reverse("plan", kwargs={"organisation_id": here.id}) + query


def page_of(here: Bakery, cause: str) -> str:
    return reverse("plan-action", kwargs={"organisation_id": here.id, "action_id": action(here, cause).id})


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_plan_lists_one_task_per_cause_with_minutes_euros_and_who(here: Bakery) -> None:
    shown = text(here.anna.client(), plan_of(here))
    assert f"Je plan: {Action.objects.count()} taken" in shown
    assert "Maak en print de noodkaart vanuit het platform" in shown
    assert "Ongeveer € 420" in shown
    assert "Doe dit zelf" in shown or "Zelf doen" in shown


def test_the_best_set_fits_in_the_time_and_money_of_the_address(here: Bakery) -> None:
    client = here.anna.client()
    fits = lambda query: text(client, plan_of(here, query)).partition('id="fits"')[2].partition('id="all"')[0]  # noqa: E731
    assert "losse of onveranderbare kopie" not in fits("?tijd=60&geld=0")
    assert "losse of onveranderbare kopie" in fits("?tijd=60&geld=500")
    assert "In zo weinig tijd en geld past niets" in fits("?tijd=1&geld=0")


@pytest.mark.parametrize("query", ["?tijd=-5&geld=x", "?tijd=99999999999999&geld=1", "?toon=niets", "?tijd=٣"])
def test_an_address_that_makes_no_sense_shows_the_plan_all_the_same(here: Bakery, query: str) -> None:
    assert here.anna.client().get(plan_of(here, query)).status_code == 200


def test_the_level_to_expect_is_shown_before_anybody_starts(here: Bakery) -> None:
    shown = text(here.anna.client(), plan_of(here))
    assert "Waar dit naartoe gaat" in shown
    assert "Begin vandaag" in shown
    assert "Na het hele plan" in shown


def test_without_answers_there_is_no_level_and_an_empty_plan_says_what_comes(here: Bakery) -> None:
    shown = text(here.otto.client(), reverse("plan", kwargs={"organisation_id": here.otto_id}))
    assert "Je plan is nog leeg" in shown
    assert "Waar dit naartoe gaat" not in shown


def test_filters_are_links_with_numbers(here: Bakery) -> None:
    client = here.anna.client()
    client.post(page_of(here, "ACT-CARD"), {"doe": "niet", "reason": "We hebben een andere kaart."})
    shown = text(client, plan_of(here, "?toon=besloten")).partition('id="all"')[2].partition("<aside")[0]
    assert "noodkaart" in shown
    assert "Besloten: dit doen we niet" in shown
    assert "losse of onveranderbare" not in shown


def test_an_action_shows_the_exact_record_for_this_domain(here: Bakery) -> None:
    shown = text(here.anna.client(), page_of(here, "ACT-MAILAUTH"))
    assert "_dmarc.bakkerij-deegrol.example. TXT" in shown
    assert "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij-deegrol.example" in shown
    assert "Gedaan, meet opnieuw" in shown


def test_an_action_of_an_answer_shows_why_how_and_what_to_ask(here: Bakery) -> None:
    shown = text(here.anna.client(), page_of(here, "ACT-OFFLINE"))
    assert "Jij antwoordde: Nee." in shown
    assert "Een indringer wist eerst je kopieën." in shown
    assert "onveranderbare (immutable) kopie" in shown
    assert "Meld klaar" in shown


def test_an_action_says_what_it_does_to_what_is_in_order(here: Bakery) -> None:
    say(here, "BP1-01", "yes")
    shown = text(here.anna.client(), page_of(here, "ACT-OFFLINE"))
    assert "Is dit klaar, dan is 64% van wat je beantwoordde in orde. Nu is dat 27%." in shown


def test_done_measures_again_and_the_page_says_what_became_of_it(here: Bakery) -> None:
    client = here.anna.client()
    answer = client.post(page_of(here, "ACT-MAILAUTH"), {"doe": "klaar"}, follow=True)
    assert "We meten nu 1 domein opnieuw." in answer.content.decode()
    (run,) = waiting_runs()
    ended(run.id, with_dmarc(GOOD))
    shown = text(client, page_of(here, "ACT-MAILAUTH"))
    assert "Een nieuwe meting zag dat het is opgelost" in shown
    assert "Bevestigd op" in shown


def test_what_cannot_be_measured_is_confirmed_in_two_steps(here: Bakery) -> None:
    client, path = here.anna.client(), page_of(here, "ACT-CARD")
    client.post(path, {"doe": "klaar"})
    assert "Eén zin en een dag zijn genoeg." in text(client, path)
    today = timezone.localdate().isoformat()
    assert (
        client.post(
            path, {"doe": "bevestig", "evidence": "Hij hangt in de bakkerij.", "evidence_on": today}
        ).status_code
        == 302
    )
    assert "Hij hangt in de bakkerij." in text(client, path)
    assert action(here, "ACT-CARD").state == State.CONFIRMED


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"doe": "niet", "reason": " "}, "Schrijf in een paar woorden waarom."),
        ({"doe": "uitstel", "until": "gisteren"}, "Kies een dag die nog komt."),
        ({"doe": "uitstel", "until": "2020-01-01"}, "Kies een dag die nog komt."),
        ({"doe": "datum", "due_on": "2020-01-01"}, "Kies een dag die nog komt."),
        ({"doe": "datum", "remind_on": "morgen"}, "Kies een dag die nog komt."),
        ({"doe": "neem", "assignee": "niemand"}, "Kies iemand van je bedrijf."),
        ({"doe": "neem", "assignee": str(uuid.UUID(int=1))}, "Kies iemand van je bedrijf."),
    ],
)
def test_what_is_filled_in_wrongly_is_said_and_kept(here: Bakery, form: dict[str, str], said: str) -> None:
    answer = here.anna.client().post(page_of(here, "ACT-CARD"), form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<title>Er ging iets mis" in answer.content.decode()
    assert action(here, "ACT-CARD").state == State.OPEN


def test_evidence_that_is_missing_is_asked_for(here: Bakery) -> None:
    client, path = here.anna.client(), page_of(here, "ACT-CARD")
    client.post(path, {"doe": "klaar"})
    answer = client.post(path, {"doe": "bevestig", "evidence": "", "evidence_on": "2026-01-01"})
    assert answer.status_code == 422
    assert "Schrijf in één zin hoe je weet dat het klaar is." in answer.content.decode()


def test_an_unknown_deed_and_one_that_is_too_late_change_nothing(here: Bakery) -> None:
    client, path = here.anna.client(), page_of(here, "ACT-CARD")
    assert client.post(path, {"doe": "iets"}).status_code == 400
    late = client.post(path, {"doe": "hervat"})
    assert late.status_code == 409
    assert "intussen veranderd" in late.content.decode()
    assert action(here, "ACT-CARD").state == State.OPEN


def test_take_dates_postpone_and_resume(here: Bakery) -> None:
    client, path = here.anna.client(), page_of(here, "ACT-CARD")
    due = timezone.localdate() + timedelta(days=7)
    client.post(path, {"doe": "neem", "assignee": str(here.carla.user.id)})
    client.post(path, {"doe": "datum", "due_on": due.isoformat(), "remind_on": ""})
    assert "Carla doet dit" in text(client, path)
    row = action(here, "ACT-CARD")
    assert (row.due_on, row.remind_on) == (due, None)
    client.post(path, {"doe": "uitstel", "until": due.isoformat()})
    assert "Wacht tot" in text(client, path)
    client.post(path, {"doe": "hervat"})
    assert action(here, "ACT-CARD").state == State.OPEN


def test_a_date_that_passed_is_said_in_days(here: Bakery) -> None:
    Action.objects.filter(cause="ACT-CARD").update(due_on=timezone.localdate() - timedelta(days=9))
    assert "9 dagen te laat" in text(here.anna.client(), plan_of(here))


def test_a_reader_sees_everything_and_changes_nothing(here: Bakery) -> None:
    client = here.bram.client()
    shown = text(client, page_of(here, "ACT-CARD"))
    assert 'name="doe"' not in shown
    for deed in ("klaar", "neem", "niet", "uitstel", "datum", "begin", "antwoord", "bevestig"):
        form = {"doe": deed, "reason": "x", "until": "2099-01-01", "evidence": "x", "evidence_on": "2026-01-01"}
        assert client.post(page_of(here, "ACT-CARD"), form).status_code == 403
    assert action(here, "ACT-CARD").state == State.OPEN
    assert client.get(plan_of(here)).status_code == 200
    assert client.post(plan_of(here)).status_code == 405


def test_a_stranger_finds_nothing(here: Bakery, client: Client) -> None:
    other = here.otto.client()
    for path in (plan_of(here), page_of(here, "ACT-CARD")):
        assert other.get(path).status_code == 404
        assert other.post(path, {"doe": "klaar"}).status_code in {404, 405}
        assert client.get(path).status_code == 302
    borrowed = reverse(
        "plan-action", kwargs={"organisation_id": here.otto_id, "action_id": action(here, "ACT-CARD").id}
    )
    assert other.get(borrowed).status_code == 404
    assert other.post(borrowed, {"doe": "klaar"}).status_code == 404


def test_what_is_done_stands_in_the_log_of_the_company(here: Bakery) -> None:
    client = here.anna.client()
    client.post(page_of(here, "ACT-CARD"), {"doe": "niet", "reason": "We hebben een andere kaart."})
    assert Event.objects.filter(word="person:action:decline", organisation_id=here.id).count() == 1
    shown = text(client, reverse("log", kwargs={"organisation_id": here.id}))
    assert "Besloot een taak niet te doen" in shown
    assert "Een nieuwe taak kwam in het plan" in shown


def test_on_the_day_itself_a_letter_goes_to_who_does_it(here: Bakery) -> None:
    Action.objects.filter(cause="ACT-CARD").update(
        remind_on=timezone.localdate(), due_on=timezone.localdate() + timedelta(days=2), assignee=here.carla.user
    )
    assert send_reminders() == 1
    (letter,) = mail.outbox
    assert letter.to == ["carla@mail.example"]
    assert letter.subject == "Een taak van Bakkerij Deegrol wacht op je"
    assert "noodkaart" in letter.body
    assert page_of(here, "ACT-CARD") in letter.body
    assert send_reminders() == 0


def test_a_letter_can_be_stopped_by_one_press_and_then_stays_away(here: Bakery) -> None:
    today = timezone.localdate()
    Action.objects.filter(cause="ACT-CARD").update(remind_on=today)
    assert send_reminders() == 1
    (letter,) = mail.outbox
    assert letter.to == ["anna@mail.example"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    Client().post(letter.extra_headers["List-Unsubscribe"].strip("<>").partition("localhost:8000")[2])
    Action.objects.filter(cause="ACT-CARD").update(remind_on=today)
    assert send_reminders() == 0


def test_the_reminder_of_who_left_goes_to_the_owners(here: Bakery) -> None:
    Action.objects.filter(cause="ACT-CARD").update(remind_on=timezone.localdate(), assignee=here.otto.user)
    assert send_reminders() == 1
    assert mail.outbox[0].to == ["anna@mail.example"]


def test_the_plan_speaks_english_too(here: Bakery) -> None:
    client = here.anna.client()
    client.cookies["taal"] = "en"
    shown = text(client, plan_of(here))
    assert "Make and print the card from the platform" in shown
    assert "How much time do you have?" in shown
