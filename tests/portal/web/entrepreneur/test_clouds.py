"""Connecting a cloud: an owner agrees there, we read, and both can end it. Against clouds that run on this machine."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.portal.people import Bakery, bakery
from tests.portal.scans.connectors.cloud_server import Clouds, clouds_here
from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.portal.scans.services.read_cloud import read_cloud, read_due_clouds

pytestmark = pytest.mark.django_db
VENDORS = ("microsoft", "google")


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def clouds() -> Iterator[Clouds]:
    with clouds_here() as made:
        yield made


def page(here: Bakery, path: str = "") -> str:
    return f"/bedrijf/{here.id}/koppelingen/{path}"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def agreed(client: Client, here: Bakery, vendor: str) -> str:
    """Walk to the vendor as a browser would, agree there, and give the address to come back to."""
    asked = client.get(page(here, f"{vendor}/")).context["url"]
    with pytest.raises(urllib.error.HTTPError) as sent_back:
        urllib.request.build_opener(_Stay).open(asked)
    sent_back.value.close()
    target = urlsplit(sent_back.value.headers["Location"])
    return f"{target.path}?{target.query}"


def connected(here: Bakery, vendor: str) -> CloudConnection:
    client = here.anna.client()
    assert client.get(agreed(client, here, vendor)).status_code == 302
    return CloudConnection.objects.get(organisation_id=here.id, vendor=vendor)


def read(row: CloudConnection) -> CloudConnection:
    read_cloud(row.id, sleep=lambda _pause: None)
    row.refresh_from_db()
    return row


def words_of(here: Bakery) -> list[str]:
    return [event.word for event in Event.objects.filter(organisation_id=here.id) if ":cloud:" in event.word]


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_owner_connects_sees_what_was_read_and_disconnects(here: Bakery, clouds: Clouds, vendor: str) -> None:
    row = read(connected(here, vendor))
    assert (row.fault, row.busy, row.read_at is not None) == ("", False, True)
    client = here.anna.client()
    html = client.get(page(here)).content.decode()
    for said in ("5 van 5 mensen", "Voor iedereen", "6 van 6 versleuteld en in orde"):
        assert said in html
    answer = client.post(page(here, f"{vendor}/stoppen/"), follow=True)
    assert "gewist" in answer.content.decode()
    assert not CloudConnection.objects.exists()
    if vendor == "google":
        assert clouds.revoked
        assert not clouds.refresh
    assert words_of(here) == ["person:cloud:connect", "scheduler:cloud:read", "person:cloud:disconnect"]


def test_only_owners_connect_see_and_disconnect(here: Bakery, clouds: Clouds) -> None:
    connected(here, "google")
    for path in ("", "google/"):
        assert Client().get(page(here, path)).status_code == 302
        assert here.otto.client().get(page(here, path)).status_code == 404
        for who in (here.bram, here.carla):
            assert who.client().get(page(here, path)).status_code == 403
    assert Client().post(page(here, "google/stoppen/")).status_code == 302
    assert here.otto.client().post(page(here, "google/stoppen/")).status_code == 404
    assert here.carla.client().post(page(here, "google/stoppen/")).status_code == 403
    assert CloudConnection.objects.count() == 1


def test_a_cloud_that_does_not_exist_is_not_found(here: Bakery) -> None:
    assert here.anna.client().get(page(here, "andere/")).status_code == 404
    assert here.anna.client().post(page(here, "andere/stoppen/")).status_code == 404


def test_without_a_client_the_page_says_that_there_is_no_connection(here: Bakery) -> None:
    with override_settings(MICROSOFT_CLIENT="", GOOGLE_CLIENT=""):
        html = here.anna.client().get(page(here)).content.decode()
        assert html.count("Deze site heeft zo'n koppeling niet") == 2
        assert "microsoft/" not in html
        assert here.anna.client().get(page(here, "microsoft/")).status_code == 302


def test_the_request_is_bound_to_this_browser_and_to_what_it_asked(here: Bakery, clouds: Clouds) -> None:
    client = here.anna.client()
    values = parse_qs(urlsplit(client.get(page(here, "microsoft/")).context["url"]).query)
    assert values["code_challenge_method"] == ["S256"]
    assert values["response_type"] == ["code"]
    assert values["redirect_uri"] == ["http://localhost:8000/koppeling/terug/"]
    assert not [scope for scope in values["scope"][0].split() if "Mail" in scope or "Write" in scope]
    back = agreed(client, here, "microsoft")
    assert here.anna.client().get(back).headers["Location"] == "/bedrijf/"  # another browser
    forged = back.replace("state=", "state=x")
    assert client.get(forged).headers["Location"].endswith("?fout=expired-link")
    assert client.get(back).headers["Location"] == "/bedrijf/"  # once is once
    assert not CloudConnection.objects.exists()


def test_a_code_of_another_request_is_refused_by_the_vendor(here: Bakery, clouds: Clouds) -> None:
    client = here.anna.client()
    back = agreed(client, here, "google")
    clouds.codes = dict.fromkeys(clouds.codes, "of another verifier")
    assert client.get(back).headers["Location"].endswith("?fout=expired-link")
    assert "Begin opnieuw" in client.get(page(here) + "?fout=expired-link").content.decode()


def test_an_owner_who_says_no_there_connects_nothing(here: Bakery, clouds: Clouds) -> None:
    client = here.anna.client()
    client.get(page(here, "google/"))
    state = client.session["cloud"]["state"]
    answer = client.get(f"/koppeling/terug/?error=access_denied&state={state}", follow=True)
    assert "Er is niets gekoppeld" in answer.content.decode()
    assert not CloudConnection.objects.exists()


def test_tokens_are_sealed_and_stand_nowhere_in_the_database(here: Bakery, clouds: Clouds) -> None:
    from cryptography.fernet import Fernet
    from django.conf import settings

    row = read(connected(here, "google"))
    assert Fernet(settings.TOKEN_KEY).decrypt(bytes(row.sealed)).decode() in clouds.refresh
    dumped = repr(CloudConnection.objects.values()) + repr(DBTaskResult.objects.values()) + repr(Event.objects.values())
    assert "refresh-" not in dumped
    assert "'access'" not in dumped


@pytest.mark.parametrize("vendor", VENDORS)
def test_an_agreement_that_ended_there_leaves_no_token_here(here: Bakery, clouds: Clouds, vendor: str) -> None:
    row = read(connected(here, vendor))
    clouds.refresh.clear()
    row = read(row)
    assert (bytes(row.sealed), row.fault) == (b"", "revoked")
    assert "De toestemming is daar gestopt" in here.anna.client().get(page(here)).content.decode()
    assert words_of(here)[-1] == "scheduler:cloud:end"
    assert read_due_clouds(timezone.now() + timedelta(days=3)) == 0
    read(row)
    assert words_of(here).count("scheduler:cloud:end") == 1


def test_a_token_that_changes_every_time_is_kept(here: Bakery, clouds: Clouds) -> None:
    row = connected(here, "microsoft")
    for _day in range(3):
        assert read(row).fault == ""
    assert clouds.granted == 4


def test_trouble_of_the_moment_is_tried_again_and_keeps_what_was_read(here: Bakery, clouds: Clouds) -> None:
    row = read(connected(here, "microsoft"))
    read_at, tomorrow = row.read_at, timezone.now() + timedelta(days=1, minutes=1)
    clouds.trouble["token"] = lambda _number: (503, {}, {})
    assert read_due_clouds(tomorrow) == 1
    assert read_due_clouds(tomorrow) == 0  # it is on its way
    row = read(row)
    assert (row.fault, row.busy, row.read_at) == ("busy", False, read_at)
    assert row.facts["people"] == 5
    assert read_due_clouds(tomorrow + timedelta(minutes=59)) == 0
    assert read_due_clouds(tomorrow + timedelta(hours=1)) == 1


def test_a_cloud_that_tells_nothing_leaves_what_was_read_and_the_token(here: Bakery, clouds: Clouds) -> None:
    row = read(connected(here, "google"))
    before = row.facts
    for path in list(clouds.says):
        clouds.fails(path, 403, "forbidden")
    row = read(row)
    assert (row.fault, row.facts, bool(row.sealed)) == ("nothing-told", before, True)
    assert "Dit vertelde ons niets" in here.anna.client().get(page(here)).content.decode()


def test_a_connected_cloud_is_read_once_a_day(here: Bakery, clouds: Clouds) -> None:
    row = read(connected(here, "google"))
    assert row.read_at is not None
    assert read_due_clouds(row.read_at + timedelta(hours=23)) == 0
    assert read_due_clouds(row.read_at + timedelta(hours=25)) == 1


def test_a_connection_that_ended_while_it_was_read_stays_away(here: Bakery, clouds: Clouds) -> None:
    row = connected(here, "google")
    CloudConnection.objects.all().delete()
    read_cloud(row.id)
    assert not CloudConnection.objects.exists()


def test_what_a_licence_does_not_include_is_said(here: Bakery, clouds: Clouds) -> None:
    clouds.fails("deviceManagement/managedDevices", 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant")
    read(connected(here, "microsoft"))
    html = here.anna.client().get(page(here)).content.decode()
    assert "Dit zit niet in je licentie" in html
    assert "6 van 6" not in html
