"""The private link of a run, in every state."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.results import a_result_of_nothing
from tests.portal.runs import NOBODY, done, failed, queued, running
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import new_token
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.delete_result import delete_result
from weerbaar.portal.scans.services.expire_runs import expire_runs
from weerbaar.portal.scans.services.keep_lease import keep_lease

pytestmark = pytest.mark.django_db


def link(holder: LinkHolder) -> str:
    return f"/meting/{holder.token}/"


def text(client: Client, holder: LinkHolder) -> str:
    return client.get(link(holder)).content.decode()


def test_a_waiting_run_says_how_many_go_before_it(client: Client) -> None:
    queued("bedrijf-1.example")
    queued("bedrijf-2.example")
    _, holder = queued("bedrijf-3.example")
    page = text(client, holder)
    assert "Je meting begint zo" in page
    assert "Er gaan nog 2 metingen voor." in page


def test_a_running_one_shows_stages_and_what_is_known(client: Client) -> None:
    lease, holder = running()
    finding = ["mail.dmarc-policy", "missing", {"name": "_dmarc.x.example", "example": "v=DMARC1"}]
    stages = {"address": "ended", "website": "now", "mail": "now", "connection": "now"}
    keep_lease(lease, {"stages": stages, "findings": [finding], "done": 1, "total": 44})
    page = text(client, holder)
    assert "<h1>We kijken nu naar je website</h1>" in page
    assert "Stap 2 van 4" in page
    assert "Al 1 van de 44 punten gemeten." in page
    assert '<progress class="prog" id="progress" max="44" value="1">' in page
    assert "Zorg dat niemand kan mailen uit jouw naam" in page
    assert "Doe dit eerst" in page


def test_it_looks_again_by_itself_with_and_without_script(client: Client) -> None:
    _, holder = running()
    page = text(client, holder)
    assert f'hx-get="{link(holder)}" hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page
    assert "Refresh" not in client.get(link(holder)).headers


def test_a_poll_gets_the_changing_part_alone(client: Client) -> None:
    _, holder = running()
    part = client.get(link(holder), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="live"')
    assert "<html" not in part
    assert 'hx-swap-oob="innerHTML"' in part


def test_when_it_is_done_a_poll_makes_the_browser_load_the_result(client: Client) -> None:
    _, holder = done()
    answer = client.get(link(holder), headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert answer.content == b""


def test_the_result_has_its_parts_in_the_fixed_order(client: Client) -> None:
    _, holder = done()
    page = text(client, holder)
    order = ["<h1>", "Doe dit eerst</h2>", "Dit is al in orde</h2>", "Alles wat we maten</h2>", "Hoe we dit maten</h2>"]
    places = [page.index(part) for part in order]
    assert places == sorted(places)
    assert page.count('<li><span class="n" aria-hidden="true">') == 3


def test_the_result_says_what_to_do_with_a_message_to_pass_on(client: Client) -> None:
    _, holder = done()
    page = text(client, holder)
    assert "Zorg dat niemand kan mailen uit jouw naam" in page
    assert "Stuur naar mijn IT-leverancier" in page
    assert re.search(r'<p class="letter" id="message-1">.*DMARC', page)
    assert 'data-copy="message-1"' in page


def test_what_was_not_measured_is_said_with_its_reason_and_counts_neither_way(client: Client) -> None:
    _, holder = done()
    page = text(client, holder)
    assert "Wat we niet konden meten" in page
    assert "De server gaf binnen de tijd geen antwoord." in page
    label = re.search(r'role="img" aria-label="(\d+) punten: (.*?)"', page)
    assert label
    numbers = [int(number) for number in re.findall(r"(\d+) [a-z]", label[2])]
    assert sum(numbers) == int(label[1])
    assert "niet gemeten" in label[2]


def test_the_same_result_reads_in_english(client: Client) -> None:
    _, holder = done()
    page = client.get(link(holder), headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en">' in page
    assert "This is fine already" in page
    assert "Send to my IT supplier" in page
    assert "Stuur naar" not in page


def test_a_name_that_does_not_exist_gets_a_plain_word_and_no_table(client: Client) -> None:
    _, holder = done("bestaat-niet.example", result=a_result_of_nothing())
    page = text(client, holder)
    assert "Deze domeinnaam bestaat niet." in page
    assert "<table" not in page
    assert "Meet een andere naam" in page


def test_a_failed_run_says_that_it_is_our_fault_and_offers_to_try_again(client: Client) -> None:
    _, holder = failed()
    page = text(client, holder)
    assert "Dat ligt niet aan je bedrijf." in page
    assert f'action="{link(holder)}opnieuw/"' in page


def test_an_expired_link_says_since_when_and_shows_nothing_else(client: Client) -> None:
    run, holder = done()
    expire_runs(run.expires_at)
    answer = client.get(link(holder))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "Deze link is verlopen op" in page
    assert "deegrol" not in page


def test_a_deleted_result_says_so_and_shows_nothing_else(client: Client) -> None:
    _, holder = done()
    delete_result(holder)
    answer = client.get(link(holder))
    assert answer.status_code == 410
    assert "Deze uitkomst is verwijderd" in answer.content.decode()
    assert "deegrol" not in answer.content.decode()


@pytest.mark.parametrize("token", [NOBODY.token, new_token()])
def test_a_wrong_link_gets_the_same_page_as_any_wrong_address(client: Client, token: str) -> None:
    done()
    answer = client.get(f"/meting/{token}/")
    elsewhere = client.get("/niets/")
    assert answer.status_code == elsewhere.status_code == 404
    assert answer.content == elsewhere.content


@pytest.mark.parametrize("path", ["", "rapport.pdf", "uitkomst.json", "verwijderen/"])
def test_nothing_behind_the_link_is_cached_indexed_or_told_to_other_sites(client: Client, path: str) -> None:
    _, holder = done()
    headers = client.get(link(holder) + path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"


def test_texts_of_strangers_servers_never_become_markup(client: Client) -> None:
    lease, holder = running()
    evil = "<img src=x onerror=alert(1)>"
    finding = ["mail.dmarc-policy", "missing", {"name": evil, "example": evil}]
    keep_lease(lease, {"stages": {}, "findings": [finding], "done": 1, "total": 2})
    assert "<img" not in text(client, holder)


def test_a_finding_of_a_newer_version_is_left_out(client: Client) -> None:
    lease, holder = running()
    findings = [["mail.telepathy", "strong", {}], ["mail.dmarc-policy", "shouted", {}]]
    keep_lease(lease, {"stages": {}, "findings": findings, "done": 2, "total": 4})
    assert "Al 2 van de 4 punten gemeten." in text(client, holder)


def test_a_run_that_takes_longer_than_usual_makes_no_promise(client: Client) -> None:
    lease, holder = running()
    ScanRun.objects.filter(id=lease.run_id).update(started_at=timezone.now() - timedelta(seconds=40))
    assert "Nog een paar tellen." in text(client, holder)
