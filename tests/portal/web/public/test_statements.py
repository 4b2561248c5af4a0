"""Privacy and accessibility."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize("language", ["nl", "en"])
def test_privacy_names_what_is_kept_and_for_how_long(client: Client, settings: Any, language: str) -> None:
    settings.SCAN_KEPT_DAYS = 14
    page = client.get("/privacy/", headers={"accept-language": language}).content.decode()
    assert {"nl": "na 14 dagen", "en": "after 14 days"}[language] in page


def test_privacy_names_who_is_responsible(client: Client, settings: Any) -> None:
    assert "heeft nog geen naam opgegeven" in client.get("/privacy/").content.decode()
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Stichting Terrein", "privacy@terrein.example"
    page = client.get("/privacy/").content.decode()
    assert "Deze site wordt beheerd door Stichting Terrein." in page
    assert "privacy@terrein.example" in page


@pytest.mark.django_db
def test_at_most_two_cookies_are_placed_as_privacy_says(client: Client) -> None:
    client.get("/")
    client.get("/?taal=en")
    assert set(client.cookies) == {"csrf", "taal"}


def test_accessibility_says_what_was_not_tested(client: Client) -> None:
    page = client.get("/toegankelijkheid/").content.decode()
    assert "Wat nog niemand heeft getest" in page
    assert "schermlezer" in page
