"""What a supplier sees and does behind the link, without an account; and how the owner hears of it."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.action_plans.company import GOOD, action, domain_of, ended, measured, say, waiting_runs, with_dmarc
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.models import Handover
from weerbaar.portal.action_plans.services.answer_handover import MOST_WRONG_TRIES
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over, withdraw_handover
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.assessments.selectors import assessment_of
from weerbaar.questionnaires.answers import Provenance

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-02", "no")
    say(place, "BP4-01", "no")
    return place


def link(here: Bakery, *causes: str, **options: object) -> str:
    ids = tuple(action(here, cause).id for cause in causes or ("ACT-MAILAUTH", "ACT-OFFLINE"))
    receipt = hand_over(here.id, HandoverOrder(ids, "Netkracht IT", **options), actor=here.anna.person)  # type: ignore[arg-type]
    return reverse("handover", kwargs={"token": receipt.token})


def task(path: str, here: Bakery, cause: str) -> str:
    return f"{path}taken/{action(here, cause).id}/"


def test_the_list_shows_just_these_tasks_with_what_to_copy(here: Bakery, client: Client) -> None:
    answer = client.get(link(here))
    shown = answer.content.decode()
    assert "2 taken van Bakkerij Deegrol" in shown
    assert "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij-deegrol.example" in shown
    assert "immutable" in shown
    assert "Tweede" not in shown
    assert "tweede stap" not in shown
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_answers_of_the_company_are_not_shown(here: Bakery, client: Client) -> None:
    assert "antwoordde" not in client.get(link(here)).content.decode()


def test_reporting_done_measures_and_tells_the_owner_at_once(here: Bakery, client: Client) -> None:
    path = link(here)
    answer = client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "klaar"}, follow=True)
    assert "Pas daarna wordt deze taak groen." in answer.content.decode()
    assert action(here, "ACT-MAILAUTH").state == State.REPORTED
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["anna@mail.example"], "Netkracht IT meldt een taak klaar")
    (run,) = waiting_runs()
    ended(run.id, with_dmarc(GOOD))
    assert "Bevestigd op" in client.get(path).content.decode()


def test_accept_and_start(here: Bakery, client: Client) -> None:
    path = link(here)
    for deed, state, word in (
        ("aannemen", State.ACCEPTED, "Jij doet dit"),
        ("beginnen", State.IN_PROGRESS, "Bezig"),
    ):
        shown = client.post(task(path, here, "ACT-MAILAUTH"), {"doe": deed}, follow=True).content.decode()
        assert action(here, "ACT-MAILAUTH").state == state
        assert word in shown
    assert mail.outbox == []


def test_a_question_goes_to_the_owner_and_its_answer_stands_behind_the_link(here: Bakery, client: Client) -> None:
    path = link(here)
    client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "vraag", "text": "Welke nieuwsbrief?"})
    (letter,) = mail.outbox
    assert letter.subject == "Netkracht IT heeft een vraag over een taak"
    assert "Welke nieuwsbrief?" in letter.body
    own = reverse("plan-action", kwargs={"organisation_id": here.id, "action_id": action(here, "ACT-MAILAUTH").id})
    assert own in letter.body
    owner = here.anna.client()
    assert "Welke nieuwsbrief?" in owner.get(own).content.decode()
    owner.post(own, {"doe": "antwoord", "text": "", "answer": "Die van de bond."})
    assert "Die van de bond." in client.get(path).content.decode()


def test_refusing_with_a_reason_gives_the_task_back(here: Bakery, client: Client) -> None:
    path = link(here)
    answer = client.post(task(path, here, "ACT-OFFLINE"), {"doe": "weiger", "text": "Dat doen wij niet."}, follow=True)
    assert action(here, "ACT-OFFLINE").state == State.OPEN
    assert "Ligt niet meer bij jou" in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.subject == "Netkracht IT kan een taak niet doen"
    assert "Dat doen wij niet." in letter.body


def test_a_question_that_nobody_could_answer_is_answered_by_the_supplier(here: Bakery, client: Client) -> None:
    say(here, "BP5-01", "unknown")
    path = link(here, "ACT-BACKUP", "ACT-MAILAUTH")
    assert "Wat is je antwoord?" in client.get(path).content.decode()
    where = task(path, here, "ACT-BACKUP")
    assert client.post(where, {"doe": "antwoord"}).status_code == 422
    assert client.post(where, {"doe": "antwoord", "choice": "unknown"}).status_code == 422
    assert client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "antwoord", "choice": "yes"}).status_code == 422
    assert mail.outbox == []
    client.post(where, {"doe": "antwoord", "choice": "yes"})
    answer = assessment_of(here.view()).answers["BP5-01"]
    assert (answer.choice, answer.provenance, answer.evidence) == ("yes", Provenance.SUPPLIER, ("Netkracht IT",))
    assert action(here, "ACT-BACKUP").state == State.CONFIRMED
    (letter,) = mail.outbox
    assert letter.subject == "Netkracht IT beantwoordde een vraag"
    assert "Ja, overal" in letter.body
    log = here.anna.client().get(reverse("log", kwargs={"organisation_id": here.id})).content.decode()
    assert "Beantwoordde een vraag van de Basisscan voor je" in log


def test_an_answer_that_is_no_good_makes_a_task_of_the_question(here: Bakery, client: Client) -> None:
    say(here, "BP5-01", "unknown")
    path = link(here, "ACT-BACKUP")
    shown = client.post(task(path, here, "ACT-BACKUP"), {"doe": "antwoord", "choice": "no"}, follow=True)
    assert action(here, "ACT-BACKUP").state == State.OFFERED
    assert "Regel een dagelijkse kopie volgens drie-twee-een" in shown.content.decode()
    assert "Wat is je antwoord?" not in shown.content.decode()


@pytest.mark.parametrize(("deed", "said"), [("vraag", "Vul dit vak in."), ("weiger", "Schrijf in een paar woorden")])
def test_empty_words_are_asked_for(here: Bakery, client: Client, deed: str, said: str) -> None:
    path = link(here)
    answer = client.post(task(path, here, "ACT-OFFLINE"), {"doe": deed, "text": "  "})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert action(here, "ACT-OFFLINE").state == State.OFFERED
    assert mail.outbox == []


def test_other_tasks_and_other_deeds_are_out_of_reach(here: Bakery, client: Client) -> None:
    path = link(here, "ACT-MAILAUTH")
    assert client.post(task(path, here, "ACT-MFA"), {"doe": "klaar"}).status_code == 404
    assert client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "bevestig"}).status_code == 400
    assert client.get(task(path, here, "ACT-MAILAUTH")).status_code == 405
    assert client.get(reverse("handover", kwargs={"token": "x" * 32})).status_code == 404
    assert action(here, "ACT-MFA").state == State.OPEN


def test_too_late_is_said(here: Bakery, client: Client) -> None:
    path = link(here)
    client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "klaar"})
    answer = client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "aannemen"})
    assert answer.status_code == 409
    assert "intussen veranderd" in answer.content.decode()


def test_a_link_that_ended_says_since_when_and_whom_to_ask_and_nothing_else(here: Bakery, client: Client) -> None:
    path = link(here)
    Handover.objects.update(expires_at=timezone.now() - timedelta(days=3))
    for where in (path, f"{path}werkopdracht.pdf", f"{path}wachtwoord/"):
        answer = client.get(where)
        assert answer.status_code == 410
        shown = answer.content.decode()
        assert "Deze link is verlopen op" in shown
        assert "Vraag je klant om een nieuwe." in shown
        assert "Deegrol" not in shown
        assert "deegrol" not in shown
    assert client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "klaar"}).status_code == 410
    assert action(here, "ACT-MAILAUTH").state == State.OFFERED


def test_a_closed_link_says_so(here: Bakery, client: Client) -> None:
    path = link(here)
    withdraw_handover(here.id, Handover.objects.get().id, actor=here.anna.person)
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Je klant sloot deze link op" in answer.content.decode()


def test_with_a_password_nothing_is_seen_or_done_before_it(here: Bakery, client: Client) -> None:
    path = link(here, password="zeg het niet")
    for where in (path, f"{path}werkopdracht.pdf"):
        answer = client.get(where)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{path}wachtwoord/"
    assert client.post(task(path, here, "ACT-MAILAUTH"), {"doe": "klaar"}).status_code == 302
    assert action(here, "ACT-MAILAUTH").state == State.OFFERED
    asked = client.get(f"{path}wachtwoord/").content.decode()
    assert "Deegrol" not in asked
    wrong = client.post(f"{path}wachtwoord/", {"password": "mis"})
    assert wrong.status_code == 422
    assert "Dit is niet het wachtwoord." in wrong.content.decode()
    right = client.post(f"{path}wachtwoord/", {"password": "zeg het niet"}, follow=True)
    assert "2 taken van Bakkerij Deegrol" in right.content.decode()
    assert Client().get(path).status_code == 302


def test_after_ten_wrong_passwords_the_link_is_locked(here: Bakery, client: Client) -> None:
    path = link(here, password="zeg het niet")
    for _ in range(MOST_WRONG_TRIES):
        answer = client.post(f"{path}wachtwoord/", {"password": "mis"})
    assert answer.status_code == 410
    assert "Deze link ging op slot op" in answer.content.decode()
    assert client.post(f"{path}wachtwoord/", {"password": "zeg het niet"}).status_code == 410


def test_without_a_password_the_page_for_it_leads_to_the_tasks(here: Bakery, client: Client) -> None:
    path = link(here)
    assert client.get(f"{path}wachtwoord/").headers["Location"] == path


def test_the_work_order_has_the_tasks_the_records_and_the_link(here: Bakery, client: Client) -> None:
    path = link(here, message="Graag vóór vrijdag.")
    answer = client.get(f"{path}werkopdracht.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    pages = PdfReader(io.BytesIO(answer.content)).pages
    shown = " ".join(" ".join(page.extract_text() for page in pages).split())
    for expected in (
        "2 taken van Bakkerij Deegrol",
        "Werkopdracht voor Netkracht IT",
        "Graag vóór vrijdag.",
        "v=DMARC1; p=none; rua=mailto:dmarc@bakkerij-deegrol.example",
        "immutable",
    ):
        assert expected in shown
    assert path.strip("/").split("/")[1][:20] in shown.replace(" ", "")
    assert "antwoordde" not in shown


def test_the_supplier_reads_it_in_english_as_well(here: Bakery, client: Client) -> None:
    path = link(here)
    client.cookies["taal"] = "en"
    assert "2 tasks of Bakkerij Deegrol" in client.get(path).content.decode()
    pages = PdfReader(io.BytesIO(client.get(f"{path}werkopdracht.pdf").content)).pages
    assert "Work order for Netkracht IT" in pages[0].extract_text()


def test_a_name_in_another_script_still_gives_a_work_order(here: Bakery, client: Client) -> None:
    ids = (action(here, "ACT-MAILAUTH").id,)
    receipt = hand_over(here.id, HandoverOrder(ids, "網路 IT"), actor=here.anna.person)
    answer = client.get(reverse("handover-pdf", kwargs={"token": receipt.token}))
    assert answer.content.startswith(b"%PDF")


def test_the_first_look_is_remembered(here: Bakery, client: Client) -> None:
    path = link(here)
    assert Handover.objects.get().opened_at is None
    client.get(path)
    first = Handover.objects.get().opened_at
    client.get(path)
    assert first is not None
    assert Handover.objects.get().opened_at == first
