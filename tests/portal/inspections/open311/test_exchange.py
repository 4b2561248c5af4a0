"""One request to a municipality's system: over https with a certificate that we trust, and to no odd address."""

import ipaddress
from pathlib import Path
from typing import Any

import pytest

from tests.portal.api_access.receiver import HOST, leads_to, receiver
from weerbaar.portal.inspections.open311.exchange import exchange, leads_inside, place_of, speaks_plainly
from weerbaar.portal.inspections.open311.words import NotReached, ReachFault


@pytest.fixture(autouse=True)
def _opened(settings: Any) -> None:
    settings.OPEN311_RANGES = (ipaddress.ip_network("127.0.0.0/8"),)
    settings.OPEN311_TIMEOUT_S = 5.0


def test_over_https_a_form_arrives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    with receiver(tmp_path) as system:
        monkeypatch.setenv("WEERBAAR_CA_FILE", str(system.ca_file))
        assert exchange("POST", system.url, {"description": "lamp & paal"}).status == 204
        ((headers, body),) = system.heard
    assert body == b"description=lamp+%26+paal"
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert headers["user-agent"].endswith("(Open311)")


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    with receiver(tmp_path) as system, pytest.raises(NotReached) as refused:
        exchange("POST", system.url, {"description": "lamp"})
    assert (refused.value.fault, refused.value.is_unsure) == (ReachFault.CERTIFICATE, False)
    assert system.heard == []


def test_a_name_that_leads_inside_as_well_is_left_alone(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OPEN311_RANGES = ()
    leads_to(monkeypatch, "93.184.216.34", "127.0.0.1")
    with receiver(tmp_path) as system, pytest.raises(NotReached) as refused:
        exchange("POST", system.url, {"description": "lamp"})
    assert refused.value.fault is ReachFault.INSIDE
    assert system.heard == []


@pytest.mark.parametrize(
    "url",
    [
        "", "lindebrug", "ftp://lindebrug.example/", "https://", "https://me:secret@lindebrug.example/",
        "https://lindebrug.example:25/", "https://lindebrug.example/#top", "https://linde brug.example/",
        "https://lindebrug.example:99999/", "https://lindebrüg.example/", "https://-.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_leads_nowhere(url: str) -> None:
    assert place_of(url) is None
    with pytest.raises(NotReached) as refused:
        exchange("GET", url)
    assert refused.value.fault is ReachFault.NO_ADDRESS


def test_plain_http_is_for_opened_addresses_alone() -> None:
    for url, is_plain in (
        ("https://lindebrug.example/v2", False),
        ("http://127.0.0.1:8000/v2", False),
        ("http://lindebrug.example/v2", True),
        ("http://93.184.216.34/v2", True),
    ):
        place = place_of(url)
        assert place is not None
        assert speaks_plainly(place) is is_plain
    inside, outside = place_of("https://10.0.0.1/v2"), place_of(f"https://{HOST}/v2")
    assert inside is not None and leads_inside(inside)
    assert outside is not None and not leads_inside(outside)
