"""The pages of a survey for who works for an area: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import csv
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tests.portal.surveys.area import REPLY, SurveyArea, answer, draft, join, opened, survey_area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.surveys.models import Wave, WaveFigures
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.services.run_wave import close_wave
from weerbaar.portal.trajectories.models import Paper
from weerbaar.portal.trajectories.services.begin_trajectory import begin_trajectory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> SurveyArea:
    return survey_area()


def url(here: SurveyArea, rest: str = "") -> str:
    return f"/terrein/{here.park.id}/enquete/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def form(**fields: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "title": "Najaar",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(21)).isoformat(),
        "way": "open",
        **fields,
    }


def ended(here: SurveyArea, replies: int, reply: dict[str, list[str]] | None = None) -> Wave:
    """A survey with so many replies that was counted."""
    wave = opened(here)
    answer(wave, replies, reply)
    close_wave(here.park.id, wave.id, actor=here.manager)
    return wave


def test_who_has_a_seat_reads_every_page_and_a_stranger_finds_nothing(here: SurveyArea) -> None:
    wave = ended(here, 12)
    for page in (
        "",
        "nieuw/",
        f"{wave.id}/",
        f"{wave.id}/poster.pdf",
        f"{wave.id}/uitkomst/",
        f"{wave.id}/uitkomst.csv",
    ):
        for who in (here.chaima, here.pim, here.police):
            assert who.client().get(url(here, page)).status_code == 200, page
        assert here.outsider.client().get(url(here, page)).status_code == 404
        assert Client().get(url(here, page)).headers["Location"].startswith("/account/login/")


def test_a_survey_is_planned_changed_opened_and_ended(here: SurveyArea) -> None:
    client = here.chaima.client()
    assert client.post(url(here, "nieuw/"), form()).status_code == 302
    wave = Wave.objects.get()
    page = url(here, f"{wave.id}/")
    assert "De enquête kan open" in text(client, page)
    assert client.post(page, form(doe="bewaar", title="Lente")).status_code == 302
    assert client.post(page, {"doe": "open"}).status_code == 302
    answer(wave, 3)
    told = text(client, page)
    assert "0 reacties tot nu toe" in told  # until tomorrow morning
    assert f"/enquete/{wave.link_token}/" in told
    assert client.post(page, {"doe": "sluit"}).status_code == 302
    assert "Bekijk de uitkomst" in text(client, page)
    assert "Te weinig reacties" in text(client, url(here, f"{wave.id}/uitkomst/"))
    assert "Lente" in text(client, url(here))
    words = Event.objects.filter(subject_id=wave.id).values_list("word", flat=True)
    assert set(words) == {f"person:survey:{verb}" for verb in ("plan", "change", "open", "close")}


def test_partners_read_along_and_run_nothing(here: SurveyArea) -> None:
    wave, police = opened(here), here.police.client()
    page = url(here, f"{wave.id}/")
    assert "reacties tot nu toe" not in text(police, page)
    assert "Maak links" not in text(police, page)
    assert police.post(url(here, "nieuw/"), form()).status_code == 403
    for deed in ("open", "sluit", "mail", "herinner", "bewaar"):
        assert police.post(page, form(doe=deed)).status_code == 403
    assert police.post(url(here, f"{wave.id}/links.csv"), {"number": "3"}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "Geef de enquête een naam"),
        ({"opens_on": "morgen"}, "Vul de eerste en de laatste dag in"),
        ({"closes_on": "2020-01-01"}, "De laatste dag ligt voor de eerste dag"),
    ],
)
def test_a_survey_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    here: SurveyArea, fields: dict[str, str], said: str
) -> None:
    response = here.chaima.client().post(url(here, "nieuw/"), form(**fields, way="personal"))
    assert response.status_code == 422
    told = response.content.decode()
    assert said in told
    assert 'value="personal" checked' in told
    assert not Wave.objects.exists()


def test_what_cannot_be_done_now_says_why(here: SurveyArea) -> None:
    wave, client = draft(here), here.chaima.client()
    page = url(here, f"{wave.id}/")
    assert client.post(page, {"doe": "sluit"}).status_code == 409
    assert client.post(page, {"doe": "mail"}).status_code == 409
    assert client.post(page, form(doe="bewaar", title="")).status_code == 422
    assert client.get(url(here, f"{wave.id}/uitkomst/")).status_code == 404
    assert client.get(url(here, f"{here.park.id}/")).status_code == 404


def test_companies_get_a_letter_with_a_link_that_answers_once_and_a_reminder_without(here: SurveyArea) -> None:
    join(here, "ada")
    wave, client = opened(here, open_link=False), here.chaima.client()
    page = url(here, f"{wave.id}/")
    assert "Mail 1 bedrijf" in text(client, page)
    assert client.post(page, {"doe": "mail"}).status_code == 302
    assert client.post(page, {"doe": "mail"}).status_code == 409
    letter = mail.outbox[-1]
    assert letter.to == ["ada@mail.example"]
    address = next(line for line in str(letter.body).splitlines() if "/enquete/" in line)
    code = address.rstrip("/").split("/")[-1]
    cast_reply(wave.link_token, code, REPLY)
    assert client.post(page, {"doe": "herinner"}).status_code == 302
    assert "/enquete/" not in str(mail.outbox[-1].body)
    assert "List-Unsubscribe" in mail.outbox[-1].extra_headers


def test_links_come_as_a_table_once(here: SurveyArea) -> None:
    wave, client = opened(here, open_link=False), here.chaima.client()
    page = url(here, f"{wave.id}/links.csv")
    rows = list(csv.reader(io.StringIO(client.post(page, {"number": "12"}).content.decode())))
    assert len({row[0] for row in rows[1:]}) == 12
    for number in ("0", "201", "veel"):
        response = client.post(page, {"number": number})
        assert response.status_code == 422
        assert "Kies een aantal van 1 tot en met 200." in response.content.decode()
    assert client.get(page).status_code == 405


def test_the_poster_holds_the_address_and_is_not_there_for_personal_links(here: SurveyArea) -> None:
    wave, client = draft(here), here.chaima.client()
    paper = client.get(url(here, f"{wave.id}/poster.pdf"))
    sheets = PdfReader(io.BytesIO(paper.content)).pages
    assert len(sheets) == 1
    printed = "".join(sheets[0].extract_text().split()).replace("\u200b", "")
    assert wave.link_token in printed
    assert client.get(url(here, f"{draft(here, open_link=False).id}/poster.pdf")).status_code == 404


def test_results_stand_beside_the_first_survey_and_the_national_figures(here: SurveyArea) -> None:
    first = ended(here, 20, {"KS-03": ["yes"], "KS-06": ["yes"]})
    WaveFigures.objects.filter(wave=first).update(counted_on=timezone.localdate() - timedelta(200))
    second = opened(here)
    answer(second, 10, {"KS-03": ["yes"], "KS-06": ["no"]})
    answer(second, 10, {"KS-03": ["no"], "KS-06": ["no"]})
    close_wave(here.park.id, second.id, actor=here.manager)
    client, page = here.police.client(), url(here, f"{second.id}/uitkomst/")
    told = text(client, page)
    assert "Dit zeggen 20 of meer bedrijven" in told
    assert "landelijk 2018: 44%" in told
    assert "100% (\u221250)" in told
    assert "Beter" in told
    assert "100% (" not in text(client, f"{page}?naast=geen")
    rows = list(csv.DictReader(io.StringIO(text(client, url(here, f"{second.id}/uitkomst.csv")))))
    nuisance = next(row for row in rows if row["question"] == "KS-03" and row["answer"] == "Ja")
    assert (nuisance["percent"], nuisance["national_percent"]) == ("50", "44")


def test_the_results_go_into_the_paper_as_a_draft(here: SurveyArea) -> None:
    wave, client = ended(here, 12), here.chaima.client()
    page = url(here, f"{wave.id}/uitkomst/")
    assert "Zet dit in het stuk" not in text(client, page)
    assert client.post(page).status_code == 404
    begin_trajectory(here.park.id, "kvo-classic", actor=here.manager)
    assert here.police.client().post(page).status_code in {403, 404}
    assert "Zet dit in het stuk" in text(client, page)
    assert client.post(page).status_code == 302
    paper = Paper.objects.get()
    assert (paper.kind, paper.state) == ("survey_report", "draft")
    assert paper.fields["answered"].startswith("10 of meer")
    assert "Bedrijven die overlast ervaren: 100%" in paper.fields["results"]
    assert "Rapportcijfer voor schoon en heel: 8,0" in paper.fields["results"]
