"""Choosing a language."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_without_a_choice_the_browser_decides_and_else_it_is_dutch(client: Client) -> None:
    assert '<html lang="nl">' in client.get("/").content.decode()
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "en-GB,en;q=0.9"}).content.decode()
    assert '<html lang="nl">' in client.get("/", headers={"accept-language": "de"}).content.decode()


def test_a_choice_is_kept_and_the_page_stays_the_same(client: Client) -> None:
    answer = client.get("/over/?taal=en")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/over/")
    assert answer.cookies["taal"]["httponly"]
    assert answer.cookies["taal"]["samesite"] == "Lax"
    assert '<html lang="en">' in client.get("/over/").content.decode()
    client.get("/over/?taal=nl")
    assert '<html lang="nl">' in client.get("/over/").content.decode()


def test_a_language_that_we_do_not_have_changes_nothing(client: Client) -> None:
    answer = client.get("/over/?taal=xx")
    assert answer.status_code == 200
    assert "taal" not in answer.cookies


@pytest.mark.parametrize("path", ["//elders.example/?taal=en", "/%2f%2felders.example/?taal=en"])
def test_the_way_back_never_leads_to_another_site(client: Client, path: str) -> None:
    answer = client.generic("GET", path)
    location = answer.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")


def test_each_page_links_to_itself_in_the_other_language(client: Client) -> None:
    page = client.get("/over/").content.decode()
    assert 'href="?taal=en" lang="en" hreflang="en">English</a>' in page


def test_the_cookie_is_only_for_https_where_the_site_is(client: Client, settings: Any) -> None:
    settings.LANGUAGE_COOKIE_SECURE = True
    assert client.get("/?taal=en").cookies["taal"]["secure"]
