"""The pages of the safety analysis: work, refuse a stranger, refuse a lesser role, validate, and write audit."""

import uuid

import pytest
from django.test import Client

from tests.portal.analyses.known import count_crimes, known_area, last_year
from tests.portal.incidents.reports import Place
from tests.portal.web.papers.pdfs import reader_of, tags_of, text_of
from weerbaar.portal.analyses.models import AnalysisEdition
from weerbaar.portal.audit.models import Event
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return known_area()


def url(here: Place, rest: str = "") -> str:
    return f"/terrein/{here.park_id}/analyse/{rest}"


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def manager(here: Place) -> Client:
    return here.area.chaima.client()


def begun(here: Place) -> uuid.UUID:
    since, until = last_year()
    response = manager(here).post(url(here), {"since": since.isoformat(), "until": until.isoformat()})
    assert response.status_code == 302
    return AnalysisEdition.objects.get(state="draft").id


def adopted(here: Place) -> uuid.UUID:
    found = begun(here)
    page = text(manager(here), url(here, f"{found}/"))
    shown = page.split('name="hash" value="')[1][:64]
    assert manager(here).post(url(here, f"{found}/doen/"), {"doe": "stel-vast", "hash": shown}).status_code == 302
    return found


def test_the_page_says_that_there_is_no_analysis_yet(here: Place) -> None:
    assert "Er is nog geen analyse" in text(manager(here), url(here))


def test_an_analysis_writes_itself_and_a_partner_reads_it(here: Place) -> None:
    found = begun(here)
    police = here.area.partners[PartnerKind.POLICE].client()
    told = text(police, url(here, f"{found}/"))
    assert "Diefstal en inbraak bij bedrijven: 15 in 2024. Dat is meer dan in 2023: toen 12." in told
    assert "Wat wij niet weten" in told
    assert "Er zijn nog geen cijfers van de brandweer." in told
    assert "Stel deze tekst vast" not in told
    assert 'aria-label="Criminaliteit in staven, zoals in de zinnen"' in told
    assert "Schrijf de analyse" not in text(police, url(here))


@pytest.mark.parametrize("rest", ["", "{}/", "{}/crime/", "{}/analyse.pdf"])
def test_a_stranger_finds_nothing_and_an_insurer_may_not(here: Place, rest: str) -> None:
    address = url(here, rest.format(begun(here)))
    assert here.area.outsider.client().get(address).status_code == 404
    assert here.area.partners[PartnerKind.INSURER].client().get(address).status_code == 403
    assert Client().get(address).headers["Location"].startswith("/account/login/")


def test_partners_change_nothing(here: Place) -> None:
    found, police = begun(here), here.area.partners[PartnerKind.POLICE].client()
    since, until = last_year()
    assert police.post(url(here), {"since": since, "until": until}).status_code == 403
    for rest, fields in (
        ("doen/", {"doe": "vernieuw"}),
        ("doen/", {"doe": "weg"}),
        ("crime/", {"seen": "x"}),
        ("stuk/", {}),
    ):
        assert police.post(url(here, f"{found}/{rest}"), fields).status_code == 403


@pytest.mark.parametrize("since", ["", "gisteren", "2999-01-01"])
def test_a_period_that_cannot_be_is_refused(here: Place, since: str) -> None:
    response = manager(here).post(url(here), {"since": since, "until": last_year()[1].isoformat()})
    assert response.status_code == 422
    assert "Kies een eerste dag" in response.content.decode()


def test_somebodys_own_words_stand_on_the_page(here: Place) -> None:
    found, client = begun(here), manager(here)
    page = url(here, f"{found}/fire/")
    assert "Eén zin per regel" in text(client, page)
    assert client.post(page, {"seen": "Pallets tegen de gevel.", "companies": "", "unknown": ""}).status_code == 302
    told = text(client, url(here, f"{found}/"))
    assert "Pallets tegen de gevel." in told
    assert "In de woorden van Chaima." in told
    assert client.post(page, {"terug": "1"}).status_code == 302
    assert "Pallets" not in text(client, url(here, f"{found}/"))
    assert Event.objects.filter(word="person:analysis:edit").count() == 2


def test_a_text_that_is_too_long_is_refused_and_not_lost(here: Place) -> None:
    response = manager(here).post(url(here, f"{begun(here)}/fire/"), {"seen": "y" * 3001})
    assert response.status_code == 422
    assert "y" * 3001 in response.content.decode()


def test_a_subject_that_is_none_is_not_found(here: Place) -> None:
    assert manager(here).get(url(here, f"{begun(here)}/weather/")).status_code == 404
    assert manager(here).get(url(here, f"{uuid.uuid4()}/")).status_code == 404


def test_adopting_another_text_than_was_shown_is_refused(here: Place) -> None:
    found = begun(here)
    refused = manager(here).post(url(here, f"{found}/doen/"), {"doe": "stel-vast", "hash": "0" * 64})
    assert refused.status_code == 409
    assert "veranderd sinds je hem zag" in refused.content.decode()


def test_an_adopted_analysis_shows_its_hash_and_no_form(here: Place) -> None:
    found = adopted(here)
    told = text(manager(here), url(here, f"{found}/"))
    assert AnalysisEdition.objects.get().text_hash in told
    assert "Stel deze tekst vast" not in told
    assert "<textarea" not in text(manager(here), url(here, f"{found}/crime/"))
    assert manager(here).post(url(here, f"{found}/crime/"), {"seen": "Nee."}).status_code == 302
    assert "Nee." not in text(manager(here), url(here, f"{found}/"))


def test_a_draft_is_renewed_and_removed(here: Place) -> None:
    found, client = begun(here), manager(here)
    count_crimes(here, (12, 19), replaces=True)
    client.post(url(here, f"{found}/doen/"), {"doe": "vernieuw"})
    assert ": 19 in 2024." in text(client, url(here, f"{found}/"))
    assert client.post(url(here, f"{found}/doen/"), {"doe": "weg"}).headers["Location"] == url(here)
    assert not AnalysisEdition.objects.exists()


def test_the_analysis_goes_into_the_paper_as_a_draft(here: Place) -> None:
    found = adopted(here)
    assert manager(here).post(url(here, f"{found}/stuk/")).status_code == 302
    paper = Paper.objects.get(kind="safety_analysis")
    assert paper.state == "draft"
    assert "Politie" in paper.fields["sources_used"]
    assert "Criminaliteit. " in paper.fields["findings_per_aspect"]
    assert "Diefstal en inbraak bij bedrijven: 15" in paper.fields["top_problems"]
    assert "Er zijn nog geen cijfers van de brandweer." in paper.fields["missing_sources_reason"]
    assert all(len(value) <= 4000 for value in paper.fields.values())


def test_two_editions_stand_side_by_side_and_go_into_the_comparison(here: Place) -> None:
    first = adopted(here)
    assert manager(here).get(url(here, f"{first}/vergelijk/")).status_code == 404
    count_crimes(here, (12, 9), replaces=True)
    second = adopted(here)
    told = text(manager(here), url(here, f"{second}/vergelijk/?met=1"))
    assert "1 cijfer is beter" in told
    assert "Minder" in told
    assert f"{second}/vergelijk/?met=1" in text(manager(here), url(here))
    police = here.area.partners[PartnerKind.POLICE].client()
    assert police.post(url(here, f"{second}/vergelijk/?met=1")).status_code == 403
    assert manager(here).post(url(here, f"{second}/vergelijk/?met=1")).status_code == 302
    paper = Paper.objects.get(kind="comparison")
    assert "Diefstal en inbraak bij bedrijven: 15 in 2024." in paper.fields["indicators_then"]
    assert "Diefstal en inbraak bij bedrijven: 9 in 2024." in paper.fields["indicators_now"]


def test_the_paper_can_be_read_by_a_screen_reader_and_says_it_all(here: Place) -> None:
    found = adopted(here)
    response = manager(here).get(url(here, f"{found}/analyse.pdf"))
    assert response["Content-Type"] == "application/pdf"
    told = text_of(response.content)
    for said in (
        "Veiligheidsanalyse van Meeuwenwaard",
        "Diefstal en inbraak bij bedrijven: 15 in 2024",
        "Vastgesteld op",
    ):
        assert said in told
    assert len(reader_of(response.content).pages) <= 12
    assert tags_of(response.content)["/H2"] == 15
    again = manager(here).get(url(here, f"{found}/analyse.pdf"))
    assert again.content == response.content
