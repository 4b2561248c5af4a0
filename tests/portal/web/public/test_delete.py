"""Deleting a result."""

import pytest
from django.test import Client

from tests.portal.runs import NOBODY, done, running
from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.models import ScanRun

pytestmark = pytest.mark.django_db


def test_a_visit_asks_first_and_deletes_nothing(client: Client) -> None:
    _, holder = done()
    page = client.get(f"/meting/{holder.token}/verwijderen/").content.decode()
    assert "Deze uitkomst verwijderen?" in page
    assert "Terughalen kan niet." in page
    assert ScanRun.objects.get().state == "done"


def test_the_button_deletes_and_the_link_says_so(client: Client) -> None:
    _, holder = done()
    answer = client.post(f"/meting/{holder.token}/verwijderen/", follow=True)
    assert answer.status_code == 410
    assert "Deze uitkomst is verwijderd" in answer.content.decode()
    assert ScanRun.objects.get().result is None
    assert Event.objects.filter(word="link-holder:scan-run:delete").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_and_a_run_that_is_not_done_get_nothing(client: Client, method: str) -> None:
    done()
    _, holder = running("bedrijf-2.example")
    for token in (NOBODY.token, holder.token):
        assert getattr(client, method)(f"/meting/{token}/verwijderen/").status_code == 404
    assert set(ScanRun.objects.values_list("state", flat=True)) == {"done", "running"}


def test_another_site_cannot_delete_with_somebodys_browser() -> None:
    _, holder = done()
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(f"/meting/{holder.token}/verwijderen/").status_code == 403
    assert ScanRun.objects.get().state == "done"
