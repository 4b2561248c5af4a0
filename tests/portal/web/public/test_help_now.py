"""Help needed now: for everybody, in two languages, and kept by the browser."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "said"), [("nl", "De eerste vijf minuten"), ("en", "The first five minutes")])
def test_all_of_it_stands_on_one_page(language: str, said: str) -> None:
    told = Client(headers={"Accept-Language": language}).get("/nu-hulp/").content.decode()
    assert told.count(said) == 8
    assert 'href="tel:112"' in told
    assert 'href="tel:09008844"' in told
    assert "data-quick-exit" in told


def test_nothing_is_remembered_of_who_looked() -> None:
    response = Client().get("/nu-hulp/")
    assert response.status_code == 200
    assert "sessionid" not in response.cookies


def test_what_keeps_the_page_is_the_same_for_everybody() -> None:
    response = Client().get("/nu-hulp/bewaren.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert "/nu-hulp/" not in response.content.decode()
    assert "help_now" in response.content.decode()


def test_every_page_leads_to_it() -> None:
    assert 'href="/nu-hulp/"' in Client().get("/over/").content.decode()
