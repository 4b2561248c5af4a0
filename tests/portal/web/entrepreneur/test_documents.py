"""A document with an answer: handed in, dated, given back to the company's people alone, and erased."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.portal.assessments.test_papers import PDF, PROGRAM, photo
from tests.portal.people import Bakery, bakery
from weerbaar.portal.assessments.models import AnswerDocument
from weerbaar.portal.assessments.selectors import AssessmentView, assessment_of
from weerbaar.portal.assessments.services.record_answer import record_answer
from weerbaar.portal.audit.models import Event
from weerbaar.questionnaires.answers import Provenance, is_stale

pytestmark = pytest.mark.django_db
QUESTION = "BP1-04"


@pytest.fixture
def here() -> Bakery:
    return bakery()


def page(here: Bakery, path: str = "", question: str = QUESTION) -> str:
    return f"/bedrijf/{here.id}/basisscan/vraag/{question}/document/{path}"


def hand_in(
    here: Bakery, data: bytes | None = PDF, name: str = "contract.pdf", client: Client | None = None, **form: str
) -> HttpResponse:
    days = timezone.localdate() - timedelta(days=30)
    values: dict[str, object] = {"answer": "yes", "dated_on": days.isoformat()} | form
    if data is not None:
        values["file"] = SimpleUploadedFile(name, data)
    answer: HttpResponse = (client or here.carla.client()).post(page(here), values)  # type: ignore[assignment]
    return answer


def view(here: Bakery) -> AssessmentView:
    return assessment_of(here.view())


def test_a_document_proves_an_answer_as_of_its_own_day(here: Bakery) -> None:
    assert hand_in(here, dated_on="2026-03-01", expires_on="2027-02-28").status_code == 302
    answer = view(here).answers[QUESTION]
    paper = AnswerDocument.objects.get()
    assert (answer.choice, answer.provenance) == ("yes", Provenance.DOCUMENT)
    assert timezone.localdate(answer.at) == date(2026, 3, 1)
    assert answer.until is not None
    assert timezone.localdate(answer.until) == date(2027, 3, 1)
    assert answer.evidence == (f"document/{paper.id}",)
    html = here.bram.client().get(page(here)).content.decode()
    assert "contract.pdf" in html
    assert "Geldt tot en met 28 februari 2027" in html
    assert Event.objects.filter(word="person:document:add", organisation_id=here.id).count() == 1


def test_a_document_counts_before_what_is_said_and_both_are_kept(here: Bakery) -> None:
    hand_in(here)
    record_answer(here.id, QUESTION, "no", actor=here.anna.person)
    assert view(here).answers[QUESTION].provenance is Provenance.DOCUMENT
    assert view(here).contradictions[QUESTION].weaker.choice == "no"


def test_people_of_the_company_get_it_back_to_save_and_nobody_else(here: Bakery) -> None:
    hand_in(here)
    url = page(here, f"{AnswerDocument.objects.get().id}/")
    for who in (here.anna, here.carla, here.bram):
        answer = who.client().get(url)
        assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="contract.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Client().get(url).status_code == 302
    assert here.otto.client().get(url).status_code == 404
    assert here.otto.client().get(url.replace(str(here.id), str(here.otto_id))).status_code == 404


def test_a_picture_comes_back_without_what_was_hidden_in_it(here: Bakery) -> None:
    hand_in(here, photo(), "IMG_0001.JPG")
    answer = here.anna.client().get(page(here, f"{AnswerDocument.objects.get().id}/"))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "IMG_0001.jpg" in answer.headers["Content-Disposition"]
    assert b"Camera of Anna" not in answer.content


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\anna\\polis 2026.pdf.exe", "polis 2026.pdf.pdf"),
        ('a"b\r\nX: y.pdf', "a b X y.pdf"),
        (".pdf", "document.pdf"),
        ("verklaring-één.pdf", "verklaring-één.pdf"),
    ],
)
def test_a_name_can_lead_nowhere(here: Bakery, name: str, saved: str) -> None:
    from weerbaar.portal.assessments.document_selectors import documents_of
    from weerbaar.portal.assessments.services.attach_document import Dates, Upload, attach_document

    dates = Dates(timezone.localdate())
    attach_document(here.id, QUESTION, "yes", Upload(name, PDF, len(PDF)), dates, actor=here.anna.person)
    (paper,) = documents_of(here.view())
    assert paper.file_name == saved


def test_a_program_with_the_name_of_a_document_is_refused(here: Bakery) -> None:
    answer = hand_in(here, PROGRAM, "factuur.pdf")
    assert answer.status_code == 422
    assert "Dit is geen PDF of foto, wat de naam ook zegt." in answer.content.decode()
    assert not AnswerDocument.objects.exists()


def test_fifty_megabytes_give_a_clear_message_and_lose_nothing(here: Bakery) -> None:
    record_answer(here.id, QUESTION, "no", actor=here.anna.person)
    answer = hand_in(here, PDF + bytes(50 * 1024 * 1024), answer="partly", expires_on="2027-02-28")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit bestand is groter dan 10 MB" in html
    assert re.search(r'value="partly" checked', html)
    assert 'value="2027-02-28"' in html
    assert view(here).answers[QUESTION].choice == "no"


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"dated_on": ""}, "dated_on", "Vul de dag in"),
        ({"dated_on": "2026-02-30"}, "dated_on", "Vul de dag in"),
        ({"dated_on": "2999-01-01"}, "dated_on", "Die dag moet nog komen"),
        ({"expires_on": "2001-01-01"}, "expires_on", "vóór de dag op het document"),
        ({"dated_on": "2020-01-01", "expires_on": "2021-01-01"}, "expires_on", "al verlopen"),
        ({"answer": ""}, "answer", "Kies wat het document laat zien"),
        ({"answer": "unknown"}, "answer", "Kies wat het document laat zien"),
    ],
)
def test_dates_and_choice_are_checked(here: Bakery, form: dict[str, str], field: str, said: str) -> None:
    answer = hand_in(here, **form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in html
    assert said in html
    assert not AnswerDocument.objects.exists()


def test_without_a_file_there_is_no_document(here: Bakery) -> None:
    assert "Kies een bestand" in hand_in(here, None).content.decode()
    assert "Dit bestand is leeg" in hand_in(here, b"").content.decode()


def test_there_is_room_for_five_documents_with_a_question(here: Bakery) -> None:
    for _number in range(5):
        assert hand_in(here).status_code == 302
    assert "geen plek" in hand_in(here).content.decode()


def test_a_document_that_ended_is_not_fresh_and_gives_way_to_what_is_said_since(here: Bakery) -> None:
    today = timezone.localdate()
    hand_in(here, expires_on=today.isoformat())
    now, tomorrow = timezone.now(), timezone.now() + timedelta(days=1)
    answer = view(here).answers[QUESTION]
    bank = view(here).bank
    assert (is_stale(answer, bank, now), is_stale(answer, bank, tomorrow)) == (False, True)
    AnswerDocument.objects.update(expires_on=today - timedelta(days=1))
    from weerbaar.portal.assessments.models import AnswerRevision

    AnswerRevision.objects.update(until=now - timedelta(hours=1))
    assert view(here).answers[QUESTION].choice == "yes"
    lines = here.anna.client().get(f"/bedrijf/{here.id}/basisscan/nakijken/").content.decode()
    assert "ouder dan we willen" in lines
    record_answer(here.id, QUESTION, "partly", actor=here.anna.person)
    assert view(here).answers[QUESTION].choice == "partly"


def test_an_erased_document_is_gone_and_proves_nothing_any_more(here: Bakery) -> None:
    hand_in(here)
    url = page(here, f"{AnswerDocument.objects.get().id}/")
    assert here.bram.client().post(f"{url}wissen/").status_code == 403
    assert here.otto.client().post(f"{url}wissen/").status_code == 404
    assert here.carla.client().post(f"{url}wissen/").status_code == 302
    assert not AnswerDocument.objects.exists()
    assert QUESTION not in view(here).answers
    assert here.anna.client().get(url).status_code == 404
    assert Event.objects.filter(word="person:document:erase", organisation_id=here.id).count() == 1


def test_only_who_may_work_hands_in(here: Bakery) -> None:
    assert hand_in(here, client=here.bram.client()).status_code == 403
    assert hand_in(here, client=here.otto.client()).status_code == 404
    assert hand_in(here, client=Client()).status_code == 302
    assert here.anna.client().get(page(here, question="BP9-99")).status_code == 404
    assert not AnswerDocument.objects.exists()
