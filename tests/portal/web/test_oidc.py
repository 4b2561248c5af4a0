"""Signing in at another party, such as a broker of eHerkenning or a municipality's single sign-on."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.portal.web.oidc_server import CLIENT, SECRET, Party, party
from weerbaar.portal.accounts.models import User

pytestmark = pytest.mark.django_db
PERSON = {"sub": "mr-1", "email": "anna@lindebrug.example", "email_verified": True, "name": "Anna"}


@pytest.fixture
def there(settings: Any) -> Iterator[Party]:
    with party() as found:
        settings.HAS_OIDC, settings.OIDC_NAME = True, "Gemeente Lindebrug"
        app = {
            "provider_id": "oidc",
            "name": "Gemeente Lindebrug",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": found.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        found.person = dict(PERSON)
        yield found


def go(client: Client) -> dict[str, str]:
    """Press the button, and see with what we send people there."""
    answer = client.post("/account/oidc/oidc/login/")
    assert answer.status_code == 302
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def come_back(client: Client, state: str) -> str:
    answer = client.get("/account/oidc/oidc/login/callback/", {"code": "van-daar", "state": state})
    return answer.headers.get("Location", "") if answer.status_code == 302 else ""


def test_the_button_is_on_both_pages_under_the_partys_name(there: Party, client: Client) -> None:
    for path in ("/account/login/", "/account/signup/"):
        assert "Gemeente Lindebrug" in client.get(path).content.decode()


def test_without_a_party_there_is_no_button(client: Client) -> None:
    assert "/account/oidc/" not in client.get("/account/login/").content.decode()


def test_somebody_signs_in_there_and_has_an_account_here(there: Party, client: Client) -> None:
    asked = go(client)
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
    assert come_back(client, asked["state"]) == "/bedrijf/"
    user = User.objects.get()
    assert (user.email, user.has_usable_password()) == ("anna@lindebrug.example", False)
    assert "code_verifier" in there.seen[0]
    assert client.get("/account/").status_code == 200


def test_the_same_person_comes_back_to_the_same_account(there: Party, client: Client) -> None:
    come_back(client, go(client)["state"])
    again = Client()
    come_back(again, go(again)["state"])
    assert User.objects.count() == 1


def test_an_answer_to_a_question_that_we_did_not_ask_opens_nothing(there: Party, client: Client) -> None:
    go(client)
    assert come_back(client, "verzonnen") != "/bedrijf/"
    assert not User.objects.exists()


def test_an_address_that_has_an_account_here_is_not_taken_over(there: Party, client: Client) -> None:
    from tests.portal.people import somebody

    anna = somebody("anna")
    there.person = {**PERSON, "sub": "mr-2", "email": anna.user.email, "email_verified": False}
    come_back(client, go(client)["state"])
    assert client.get("/account/").status_code == 302  # not signed in
    assert User.objects.count() == 1
