"""A blank emergency card for everybody, without account."""

import pytest
from django.test import Client

from tests.portal.web.papers.pdfs import reader_of, text_of


def test_everybody_gets_a_blank_card(client: Client) -> None:
    answer = client.get("/noodkaart.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="weerbaar-noodkaart-' in answer.headers["Content-Disposition"]
    assert len(reader_of(answer.content).pages) == 1
    text = text_of(answer.content)
    assert "Bel in deze volgorde" in text
    assert "0900 8844" in text


def test_in_english_when_the_page_is(client: Client) -> None:
    client.get("/?taal=en")
    assert "Call in this order" in text_of(client.get("/noodkaart.pdf").content)


def test_nothing_can_be_sent_to_it(client: Client) -> None:
    assert client.post("/noodkaart.pdf").status_code == 405


@pytest.mark.django_db
def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/noodkaart.pdf"' in client.get("/privacy/").content.decode()
