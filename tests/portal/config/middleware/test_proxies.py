"""Whose address counts."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from weerbaar.portal.config.environment import networks
from weerbaar.portal.config.middleware.proxies import TrustedProxies

OURS = networks("X", {"X": "10.0.0.0/8 2001:db8::/32"})


def seen_from(settings: Any, *, trusted: Any, **meta: str) -> HttpRequest:
    settings.TRUSTED_PROXIES = trusted
    seen: list[HttpRequest] = []

    def remember(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    TrustedProxies(remember)(RequestFactory().get("/", **meta))  # type: ignore[arg-type]
    return seen[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "203.0.113.1, 198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "198.51.100.9, 10.0.0.2", "198.51.100.9"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "2a02::9", "2a02::9"),
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
    ],
)
def test_the_last_address_that_is_no_proxy_of_ours_is_the_visitor(
    settings: Any, peer: str, forwarded: str, address: str
) -> None:
    request = seen_from(settings, trusted=OURS, REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert request.META["REMOTE_ADDR"] == address


def test_without_trusted_proxies_nobody_can_choose_an_address_or_claim_https(settings: Any) -> None:
    request = seen_from(
        settings,
        trusted=(),
        REMOTE_ADDR="192.0.2.1",
        HTTP_X_FORWARDED_FOR="198.51.100.9",
        HTTP_X_FORWARDED_PROTO="https",
    )
    assert request.META["REMOTE_ADDR"] == "192.0.2.1"
    assert not request.is_secure()


def test_a_trusted_proxy_says_whether_the_visitor_came_by_https(settings: Any) -> None:
    request = seen_from(settings, trusted=OURS, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    assert request.is_secure()
