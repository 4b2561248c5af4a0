"""The list of services: names that end there belong to one, and its page is recognised."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from weerbaar.scanner.parsers import claimable_services
from weerbaar.scanner.parsers.claimable_services import service_of, services


@pytest.mark.parametrize(
    ("host", "name"), [("klant.azurewebsites.net", "Azure App Service"), ("klant.github.io", "GitHub Pages")]
)
def test_a_name_below_a_suffix_belongs_to_its_service(host: str, name: str) -> None:
    found = service_of(host)
    assert found is not None and found.name == name


@pytest.mark.parametrize("host", ["github.io", "notgithub.io", "github.io.bakkerij.example", ""])
def test_any_other_name_belongs_to_none(host: str) -> None:
    assert service_of(host) is None


def test_the_page_for_a_free_name_is_recognised_by_status_and_text() -> None:
    pages = service_of("klant.github.io")
    assert pages is not None
    assert pages.shows_unclaimed(404, "<p>There isn't a GitHub Pages site here.</p>")
    assert not pages.shows_unclaimed(200, "<p>There isn't a GitHub Pages site here.</p>")
    assert not pages.shows_unclaimed(404, "Niet gevonden")


def test_a_service_without_page_shows_nothing() -> None:
    azure = service_of("klant.azurewebsites.net")
    assert azure is not None
    assert not azure.shows_unclaimed(0, "")
    assert not azure.shows_unclaimed(404, "")


def test_every_suffix_begins_with_a_dot_and_stands_once() -> None:
    suffixes = [suffix for service in services() for suffix in service.suffixes]
    assert all(suffix.startswith(".") for suffix in suffixes)
    assert len(suffixes) == len(set(suffixes))
    assert all(bool(service.page_status) == bool(service.page_text) for service in services())


def test_the_list_is_not_older_than_it_says_itself() -> None:
    data = tomllib.loads(Path(claimable_services.__file__).with_suffix(".toml").read_text("utf-8"))
    age = datetime.now(UTC).date() - data["checked_on"]
    assert age < timedelta(days=data["good_for_days"])
