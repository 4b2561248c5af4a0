"""The home page."""

from typing import Any

import pytest
from django.test import Client

from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.models import ScanRun

pytestmark = pytest.mark.django_db
NAME = {"domain": "bakkerij-deegrol.example"}


def test_it_asks_one_question_and_says_what_we_do_not_do(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Hoe veilig is je bedrijf online?" in page
    assert 'id="domain"' in page
    assert "Wachtwoorden proberen" in page


def test_a_name_starts_a_scan_and_leads_to_its_private_link(client: Client) -> None:
    answer = client.post("/", NAME)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/meting/")
    run = ScanRun.objects.get()
    assert (run.target, run.state) == ("bakkerij-deegrol.example", "queued")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_it_is_written_in_the_audit_trail(client: Client) -> None:
    client.post("/", NAME)
    event = Event.objects.get()
    assert (event.word, event.subject_id) == ("visitor:scan-run:start", ScanRun.objects.get().id)


def test_a_mistake_is_explained_beside_the_field_and_the_text_stays(client: Client) -> None:
    answer = client.post("/", {"domain": 'bakkerij"><script>'})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="domain-error domain-hint"' in page
    assert 'href="#domain"' in page
    assert 'value="bakkerij&quot;&gt;&lt;script&gt;"' in page
    assert "<title>Er ging iets mis:" in page
    assert not ScanRun.objects.exists()


def test_a_text_without_end_is_refused_kindly(client: Client) -> None:
    answer = client.post("/", {"domain": "a" * 3000})
    assert answer.status_code == 422
    assert not ScanRun.objects.exists()


def test_an_email_address_is_understood_and_only_its_domain_is_kept(client: Client) -> None:
    answer = client.post("/", {"domain": "anna.de.vries@bakkerij-deegrol.example"})
    assert "anna" not in repr(ScanRun.objects.values().get())
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Je typte een e-mailadres. We meten het domein erachter: <b>bakkerij-deegrol.example</b>." in page


def test_another_site_cannot_start_scans_with_somebodys_browser() -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/", NAME, headers={"origin": "https://elders.example"})
    assert answer.status_code == 403
    assert "Doe dat nog een keer" in answer.content.decode()
    assert not ScanRun.objects.exists()


def test_who_measures_too_often_is_told_until_when(client: Client, settings: Any) -> None:
    settings.SCANS_PER_VISITOR_PER_HOUR = 1
    client.post("/", NAME)
    answer = client.post("/", {"domain": "een-ander.example"})
    assert answer.status_code == 429
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600
    assert "Er is een grens, zodat iedereen aan de beurt komt. Vanaf" in answer.content.decode()


@pytest.mark.parametrize(
    ("setting", "value", "status", "words"),
    [
        ("SCANS_AT_ONCE_PER_VISITOR", 1, 429, "Je andere metingen lopen nog"),
        ("SCANS_PER_TARGET_PER_HOUR", 1, 429, "bakkerij-deegrol.example is dit uur al vaak gemeten"),
        ("SCAN_QUEUE_LIMIT", 1, 503, "Het is nu erg druk"),
        ("SCAN_OPTED_OUT", ("bakkerij-deegrol.example",), 403, "We meten bakkerij-deegrol.example niet"),
    ],
)
def test_every_refusal_has_its_own_page(
    client: Client, settings: Any, setting: str, value: Any, status: int, words: str
) -> None:
    if setting != "SCAN_OPTED_OUT":
        client.post("/", NAME)
    setattr(settings, setting, value)
    answer = client.post("/", NAME)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert ("Retry-After" in answer.headers) is (status != 403)


def test_where_the_demonstration_runs_its_companies_can_be_tried(client: Client, settings: Any) -> None:
    assert "Probeer een verzonnen bedrijf" not in client.get("/").content.decode()
    settings.IS_DEMO = True
    page = client.get("/").content.decode()
    assert 'name="domain" value="maasveldtechniek.example"' in page
    assert "De voorbeeldbedrijven zijn verzonnen." in page


def test_no_link_on_any_page_leads_nowhere(client: Client) -> None:
    import re

    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for link in re.findall(r'<a [^>]*href="(/[^"#]*|#[^"]*)"', answer.content.decode()):
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in answer.content.decode(), (path, link)
            elif link not in seen:
                waiting.append(link)
    assert seen == {
        "/",
        "/over/",
        "/dienstverleners/",
        "/dienstverleners/volgorde/",
        "/nu-hulp/",
        "/subsidies/",
        "/privacy/",
        "/toegankelijkheid/",
        "/noodkaart.pdf",
        "/account/login/",
        "/account/signup/",
        "/account/signup/passkey/",
        "/account/password/reset/",
    }
