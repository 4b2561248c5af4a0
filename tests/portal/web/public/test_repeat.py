"""The button that measures again."""

from typing import Any

import pytest
from django.test import Client

from tests.portal.runs import NOBODY, done, failed
from weerbaar.portal.audit.models import Event
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.delete_result import delete_result

pytestmark = pytest.mark.django_db


def test_a_new_run_of_the_same_company_gets_a_link_of_its_own(client: Client, settings: Any) -> None:
    settings.SCAN_FRESH_MINUTES = 0
    _, holder = done()
    answer = client.post(f"/meting/{holder.token}/opnieuw/")
    assert answer.status_code == 302
    assert holder.token not in answer.headers["Location"]
    assert list(ScanRun.objects.values_list("target", flat=True)) == ["bakkerij-deegrol.example"] * 2
    assert Event.objects.filter(word="link-holder:scan-run:repeat").count() == 1


def test_a_fresh_result_says_when_it_can_be_measured_again(client: Client) -> None:
    _, holder = done()
    answer = client.post(f"/meting/{holder.token}/opnieuw/")
    assert answer.status_code == 429
    assert "Deze uitkomst is nog vers" in answer.content.decode()
    assert ScanRun.objects.count() == 1


def test_a_run_that_failed_can_be_tried_at_once(client: Client) -> None:
    _, holder = failed()
    assert client.post(f"/meting/{holder.token}/opnieuw/").status_code == 302


def test_a_stranger_a_link_without_contents_and_a_plain_visit_start_nothing(client: Client) -> None:
    _, holder = done()
    assert client.post(f"/meting/{NOBODY.token}/opnieuw/").status_code == 404
    assert client.get(f"/meting/{holder.token}/opnieuw/").status_code == 405
    delete_result(holder)
    assert client.post(f"/meting/{holder.token}/opnieuw/").status_code == 404
    assert ScanRun.objects.count() == 1
