"""Answers for programs."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.runs import queued
from weerbaar.portal.scans.models import ScanRun


@pytest.mark.django_db
def test_health_asks_the_database_and_is_never_cached(client: Client) -> None:
    queued()
    answer = client.get("/healthz")
    assert answer.content == b"ok\nqueued 1\n"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_fails_when_the_database_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: Any, **options: Any) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(ScanRun.objects, "filter", gone)
    assert Client(raise_request_exception=False).get("/healthz").status_code == 500


def test_private_links_are_not_for_indexes(client: Client) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /meting/\n"


def test_security_txt_is_there_once_the_operator_gave_a_contact(client: Client, settings: Any) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.OPERATOR_CONTACT, settings.PUBLIC_URL = "veilig@meten.example", "https://meten.example"
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:veilig@meten.example"
    assert fields["Canonical"] == "https://meten.example/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert 80 < left.days < 366
