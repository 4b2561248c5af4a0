"""The report of a company is for its people alone; reading it changes nothing."""

import pytest
from django.test import Client

from tests.portal.action_plans.company import domain_of, measured, with_dmarc
from tests.portal.people import Bakery, bakery
from tests.portal.web.papers.pdfs import text_of
from weerbaar.portal.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    return place


def paper(here: Bakery) -> str:
    return f"/bedrijf/{here.id}/rapport.pdf"


def test_everybody_of_the_company_gets_it_as_a_file_without_its_name(here: Bakery) -> None:
    for who in (here.anna, here.carla, here.bram):
        answer = who.client().get(paper(here))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="weerbaar-rapport-')
        assert "Rapport" in text_of(answer.content)
        assert "Bakkerij Deegrol" in text_of(answer.content)


def test_a_stranger_finds_nothing(here: Bakery, client: Client) -> None:
    assert here.otto.client().get(paper(here)).status_code == 404
    assert client.get(paper(here)).status_code == 302


def test_nothing_can_be_sent_to_it_and_reading_leaves_no_line_in_the_log(here: Bakery) -> None:
    before = Event.objects.count()
    here.bram.client().get(paper(here))
    assert here.anna.client().post(paper(here)).status_code == 405
    assert Event.objects.count() == before


def test_it_speaks_the_language_of_the_page(here: Bakery) -> None:
    client = here.anna.client()
    client.get(f"/bedrijf/{here.id}/?taal=en")
    assert "How this was measured" in text_of(client.get(paper(here)).content)
