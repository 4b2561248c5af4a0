"""Pages for what goes wrong."""

import logging
import re
from typing import Any

import pytest
from django.test import Client, RequestFactory

from tests.portal.runs import done
from weerbaar.portal.web.public import errors


def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/bestaat/niet/")
    assert answer.status_code == 404
    assert "Kopieer de hele link, of begin opnieuw." in answer.content.decode()


@pytest.mark.django_db
def test_our_own_fault_gives_a_code_that_stands_in_the_log_without_the_link(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _, holder = done()

    def break_it(*args: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("weerbaar.portal.web.public.measurement.report_of", break_it)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/meting/{holder.token}/")
    assert answer.status_code == 500
    shown = re.search(r"Code ([0-9A-F]{4}) voor de helpdesk", answer.content.decode())
    assert shown
    assert shown[1] in [getattr(record, "code", None) for record in caplog.records]


@pytest.mark.parametrize("view", [errors.bad_request, errors.forbidden])
def test_other_errors_lead_back_to_the_home_page(view: Any) -> None:
    answer = view(RequestFactory().get("/"), ValueError())
    assert answer.status_code in (400, 403)
    assert b'href="/"' in answer.content


def test_a_name_of_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "elders.example"}).status_code == 400
