"""A demonstration has make-believe clouds beside it, with which the whole walk can be made."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from tests.portal.people import bakery
from weerbaar.portal.scans.models import CloudConnection
from weerbaar.portal.scans.services.read_cloud import read_cloud

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(live_server: LiveServer) -> Iterator[str]:
    base = f"{live_server.url}/demo/cloud"
    google = dict.fromkeys(("GOOGLE_SIGN_IN", "GOOGLE_TOKENS", "GOOGLE_API", "GOOGLE_POLICIES"), f"{base}/google")
    microsoft = dict.fromkeys(("MICROSOFT_SIGN_IN", "MICROSOFT_API"), f"{base}/microsoft")
    clients = dict.fromkeys(("MICROSOFT_CLIENT", "MICROSOFT_SECRET", "GOOGLE_CLIENT", "GOOGLE_SECRET"), "demonstration")
    with override_settings(IS_DEMO=True, PUBLIC_URL=live_server.url, **google, **microsoft, **clients):
        yield live_server.url


@pytest.mark.parametrize(
    ("vendor", "seen"),
    [
        ("microsoft", {"people": 7, "idle": 1, "second_step_required": "none", "devices_in_order": 7}),
        (
            "google",
            {"people": 7, "idle": 0, "second_step_required": "all", "devices": None, "forwarding_blocked": False},
        ),
    ],
)
def test_somebody_agrees_and_the_cloud_is_read(demo: str, vendor: str, seen: dict[str, object]) -> None:
    here = bakery()
    client = here.anna.client()
    asked = client.get(f"/bedrijf/{here.id}/koppelingen/{vendor}/").context["url"]
    html = client.get(asked.removeprefix(demo)).content.decode()
    assert "Deze pagina is nagebootst" in html
    links = [unescape(link) for link in re.findall(r'href="([^"]*/koppeling/terug/[^"]*)"', html)]
    assert len(links) == 2
    assert client.get(links[0].removeprefix(demo)).status_code == 302
    row = CloudConnection.objects.get()
    read_cloud(row.id)
    row.refresh_from_db()
    assert (row.fault, bool(row.read_at)) == ("", True)
    assert seen.items() <= row.facts.items()
    assert "gewist" in client.post(f"/bedrijf/{here.id}/koppelingen/{vendor}/stoppen/", follow=True).content.decode()


def test_it_sends_people_nowhere_else(demo: str) -> None:
    asked = "/demo/cloud/google/o/oauth2/v2/auth?redirect_uri=https://elders.example/&state=x"
    assert Client().get(asked).status_code == 404


def test_it_gives_no_token_for_a_code_or_a_verifier_of_its_own_making(demo: str) -> None:
    for form in ({"grant_type": "authorization_code", "code": "x"}, {"grant_type": "refresh_token"}):
        answer = Client().post("/demo/cloud/google/token", form)
        assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})
    assert Client().get("/demo/cloud/microsoft/v1.0/users").status_code == 401


def test_only_a_demonstration_has_it() -> None:
    assert Client().get("/demo/cloud/google/o/oauth2/v2/auth").status_code == 404
    assert Client().post("/demo/cloud/google/token").status_code == 404
