"""The page on how we measure."""

from typing import Any

import pytest
from django.test import Client

from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.domain_name import DomainName


def test_it_names_every_check_that_a_visitor_can_start_and_no_other(client: Client) -> None:
    page = client.get("/over/").content.decode()
    number = len(granted_checks(ScanRequest(DomainName("bedrijf.example"))))
    assert f"De {number} punten die we bekijken" in page
    assert page.count("<dt>") == number + 2
    assert "Regel tegen nepmail (DMARC)" in page
    assert "Open deuren" not in page


def test_it_says_how_we_name_ourselves(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEERBAAR_ABOUT_URL", "https://meten.example/over/")
    monkeypatch.setenv("WEERBAAR_EHLO_NAME", "scan.meten.example")
    page = client.get("/over/").content.decode()
    assert "+https://meten.example/over/)" in page
    assert "EHLO scan.meten.example" in page


def test_it_says_whom_to_ask_to_stay_away_or_that_nobody_can_be_asked_yet(client: Client, settings: Any) -> None:
    assert "heeft nog geen contact opgegeven" in client.get("/over/").content.decode()
    settings.OPERATOR_CONTACT = "veilig@meten.example"
    assert "Schrijf naar <b>veilig@meten.example</b>" in client.get("/over/").content.decode()


def test_a_public_site_points_to_its_own_page(client: Client, settings: Any) -> None:
    settings.IS_HTTPS, settings.PUBLIC_URL = True, "https://meten.example"
    assert "+https://meten.example/over/)" in client.get("/over/").content.decode()
