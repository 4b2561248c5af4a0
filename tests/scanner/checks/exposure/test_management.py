"""Management pages: known by what they say of themselves, never by asking for a password."""

import pytest

from tests.scanner.checks.exposure.builders import ADDRESS, NOW
from weerbaar.scanner.checks.exposure.management.check import run
from weerbaar.scanner.facts.exposure import DEVICE_PAGES, DevicePage
from weerbaar.scanner.facts.http import Hop
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet


def page(port: int, body: str = "", *headers: tuple[str, str], status: int = 200) -> DevicePage:
    """A port that answers a browser like this."""
    hop = Hop(f"https://{ADDRESS}:{port}/", ADDRESS, status, headers, body)
    return DevicePage(ADDRESS, port, Observed(hop, NOW))


def silent(port: int, reason: Reason) -> DevicePage:
    """A port that shows no page."""
    return DevicePage(ADDRESS, port, Unobserved(reason))


def seen(*pages: DevicePage) -> FactSheet:
    """A sheet with these pages."""
    return recorded(Observed(pages, NOW))


def recorded(pages: Observation[tuple[DevicePage, ...]]) -> FactSheet:
    """A sheet with this observation."""
    sheet = FactSheet("bakkerij.example")
    sheet.record(DEVICE_PAGES, pages)
    return sheet


ROUTER = page(8443, "<html><title>pfSense - Login</title>")
PASSWORD = page(443, "<title>Aanmelden</title><input type=password>")
CASES: list[tuple[str, FactSheet, str]] = [
    ("a router", seen(ROUTER), "reachable"),
    ("storage beside a website", seen(page(443, "<title>Brood</title>"), page(5000, "SYNO.SDS")), "reachable"),
    ("a hypervisor by its header", seen(page(8006, "", ("server", "pve-api-daemon/3.0"))), "reachable"),
    ("a router that refuses us", seen(page(80, "", ("WWW-Authenticate", 'Basic realm="NETGEAR R7000"'))), "reachable"),
    ("one found, another missed", seen(ROUTER, silent(5000, Reason.BUDGET_SPENT)), "reachable"),
    ("a page that asks for a password", seen(PASSWORD), "closed"),
    ("a shop that sells routers", seen(page(443, "<title>Beste prijs voor je pfSense router</title>")), "closed"),
    ("closed ports", seen(silent(80, Reason.REFUSED), silent(443, Reason.TIMEOUT)), "closed"),
    ("a port that speaks something else", seen(silent(10000, Reason.PROTOCOL_ERROR)), "closed"),
    ("the budget was spent", seen(PASSWORD, silent(5000, Reason.BUDGET_SPENT)), "not-determined"),
    ("no agreed address", seen(), "not-applicable"),
    ("nobody looked", recorded(Unobserved(Reason.TIME_LIMIT)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_device_and_its_place_are_evidence() -> None:
    assert run(seen(ROUTER)).evidence == {"devices": ["pfSense"], "places": ["198.18.4.1 port 8443"]}
