"""Answering: every page by hand, with nothing kept until it is sent, and nothing of the person after."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from tests.portal.isolation.logs import log_lines
from tests.portal.surveys.area import SurveyArea, answer, draft, opened, survey_area
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.ids import new_token
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.models import BallotBox, Wave
from weerbaar.portal.surveys.seal import new_code, unseal
from weerbaar.portal.surveys.services.run_wave import close_wave

pytestmark = pytest.mark.django_db
_FIELD = re.compile(r'<input type="hidden" name="(KS-\d\d|stap)" value="([^"]+)">')


@pytest.fixture
def here() -> SurveyArea:
    return survey_area()


def url(wave: Wave, code: str = "") -> str:
    return f"/enquete/{wave.link_token}/{code}{'/' if code else ''}"


def carried(page: str) -> dict[str, list[str]]:
    """What the form of a page hands on."""
    fields: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(page):
        fields.setdefault(name, []).append(value)
    return fields


def go(client: Client, address: str, page: str, deed: str, **answers: list[str] | str) -> str:
    """Press a button of a page, with these answers filled in."""
    sent = carried(page) | {name.replace("_", "-"): value for name, value in answers.items()} | {"doe": deed}
    response = client.post(address, sent)
    assert response.status_code == 200
    return response.content.decode()


def counts(wave: Wave) -> dict[str, int]:
    box = BallotBox.objects.get(wave=wave)
    return {cell: number for cell, number in unseal(wave.id, box.cells, bytes(box.sealed)).items() if number}


def test_the_first_page_says_what_others_may_infer_and_what_is_kept(here: SurveyArea) -> None:
    response = Client().get(url(opened(here)))
    told = response.content.decode()
    assert "Wat kunnen anderen toch denken?" in told
    assert "Je mag elke vraag overslaan" in told
    assert response.headers["Cache-Control"] == "private, no-store"
    assert set(response.cookies) == {"csrf"}


def test_somebody_answers_from_the_first_page_to_the_last(here: SurveyArea) -> None:
    wave, client = opened(here), Client()
    address = url(wave)
    page = go(client, address, client.get(address).content.decode(), "begin")
    page = go(client, address, page, "verder", KS_01=["trade"], KS_02=["2-9"])
    assert "last van overlast" in page
    page = go(client, address, page, "verder", KS_03=["yes"])
    assert "Welke overlast was dat?" in page
    page = go(client, address, page, "verder", KS_04=["noise", "smell"], KS_05=["weekly"])
    page = go(client, address, page, "verder", KS_06=["no"])
    assert "Wat is er gebeurd?" not in page  # only for victims
    page = go(client, address, page, "verder", KS_10=["never"])
    assert "0800-7000" in page
    assert "data-quick-exit" in page
    assert "winkeldiefstal" in page  # a shop is asked, a carrier's question is not
    assert "aan de poort" not in page
    while "Verstuur je antwoorden" not in page:
        page = go(client, address, page, "verder")
    assert "Je beantwoordde 7 van de" in page
    assert counts(wave) == {}
    response = client.post(address, carried(page) | {"doe": "verstuur"})
    assert response.headers["Location"] == f"/enquete/{wave.link_token}/klaar/"
    assert "opgeteld" in client.get(response.headers["Location"]).content.decode()
    assert counts(wave) == {
        "replies": 1,
        **dict.fromkeys(("KS-01", "KS-02", "KS-03", "KS-04", "KS-05", "KS-06", "KS-10"), 1),
        **{f"KS-01/{name}": 1 for name in ("trade",)},
        "KS-02/2-9": 1,
        "KS-03/yes": 1,
        "KS-04/noise": 1,
        "KS-04/smell": 1,
        "KS-05/weekly": 1,
        "KS-06/no": 1,
        "KS-10/never": 1,
    }


def test_going_back_keeps_the_answers(here: SurveyArea) -> None:
    wave, client = opened(here), Client()
    address = url(wave)
    page = go(client, address, client.get(address).content.decode(), "begin")
    page = go(client, address, page, "verder", KS_01=["farm_leisure"])
    page = go(client, address, page, "terug", KS_03=["yes"])
    assert 'value="farm_leisure" checked' in page
    assert carried(page)["KS-03"] == ["yes"]
    page = go(client, address, page, "terug", KS_01=["farm_leisure"])
    assert carried(page) == {"KS-01": ["farm_leisure"], "KS-03": ["yes"]}


def test_nothing_has_to_be_answered(here: SurveyArea) -> None:
    wave, client = opened(here), Client()
    page = client.get(url(wave)).content.decode()
    page = go(client, url(wave), page, "begin")
    while "Verstuur je antwoorden" not in page:
        page = go(client, url(wave), page, "verder")
    assert client.post(url(wave), carried(page) | {"doe": "verstuur"}).status_code == 302
    assert counts(wave) == {"replies": 1}


def test_more_answers_than_may_be_chosen_are_sent_back(here: SurveyArea) -> None:
    wave = opened(here)
    last = str(len(the_survey().steps()) - 1)
    fields = {"stap": last, "doe": "verder", "KS-32": ["crime", "fire", "flood", "cyber"]}
    response = Client().post(url(wave), fields)
    assert response.status_code == 422
    assert "Kies er hooguit 3." in response.content.decode()
    assert 'value="cyber" checked' in response.content.decode()


def test_what_no_form_of_ours_sends_does_no_harm(here: SurveyArea) -> None:
    wave = opened(here)
    for fields in ({"stap": "-7", "doe": "verder"}, {"stap": "99999", "doe": "terug"}, {"doe": "?"}, {"stap": "999"}):
        assert Client().post(url(wave), fields | {"KS-03": "<script>"}).status_code == 200


def test_a_personal_link_answers_once(here: SurveyArea) -> None:
    wave = opened(here, open_link=False)
    address = url(wave, new_code(wave.id))
    assert Client().post(address, {"doe": "verstuur", "KS-03": "yes"}).status_code == 302
    again = Client().get(address)
    assert again.status_code == 410
    assert "Deze link is al gebruikt" in again.content.decode()
    assert "persoonlijke link nodig" in Client().get(url(wave)).content.decode()
    assert "kennen deze link niet" in Client().get(url(wave, new_token())).content.decode()
    assert counts(wave)["replies"] == 1


def test_before_and_after_its_days_a_survey_says_so_and_a_wrong_link_is_not_found(here: SurveyArea) -> None:
    assert Client().get(url(draft(here))).status_code == 410
    wave = opened(here)
    close_wave(here.park.id, wave.id, actor=here.manager)
    assert "Je kunt niet meer antwoorden" in Client().get(url(wave)).content.decode()
    for rest in ("", "klaar/"):
        assert Client().get(f"/enquete/{new_token()}/{rest}").status_code == 404


def test_with_another_key_nothing_is_taken_in(here: SurveyArea) -> None:
    wave = opened(here)
    with override_settings(TOKEN_KEY="another"):
        response = Client().post(url(wave), {"doe": "verstuur", "KS-03": "yes"})
    assert response.status_code == 503
    assert "Van je antwoorden is niets bewaard" in response.content.decode()


def test_who_answers_leaves_nothing_behind(here: SurveyArea) -> None:
    """Not even somebody who has signed in: no session changes, nothing is written down, and no line of the log names the link."""
    wave = opened(here)
    code = new_code(wave.id)
    client = here.chaima.client()
    before = (Event.objects.count(), list(Session.objects.values_list("session_data", "expire_date")))
    with log_lines() as lines:
        assert client.get(url(wave, code)).status_code == 200
        response = client.post(url(wave, code), {"doe": "verstuur", "KS-06": "yes"})
    assert response.status_code == 302
    assert set(response.cookies) <= {"csrf"}
    assert (Event.objects.count(), list(Session.objects.values_list("session_data", "expire_date"))) == before
    said = "\n".join(lines)
    assert lines
    assert not any(secret in said for secret in (code, wave.link_token, "KS-06", str(here.chaima.user.id)))


def test_a_full_box_takes_no_more(here: SurveyArea, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weerbaar.portal.surveys.services.cast_reply.MOST_REPLIES", 2)
    wave = opened(here)
    answer(wave, 2)
    response = Client().post(url(wave), {"doe": "verstuur"})
    assert response.status_code == 410
    assert "vol" in response.content.decode()
