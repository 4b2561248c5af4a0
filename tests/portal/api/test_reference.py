"""The reference and the page for people tell of every call, problem, scope and event that there is, and of no other."""

import re
from pathlib import Path

import pytest
from django.test import Client

from weerbaar.portal.api.docs_page import grouped_calls
from weerbaar.portal.api.problems import TITLES
from weerbaar.portal.api_access.services.deliver_events import PAUSES_S, TEST_WORD
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.config.settings.api import API_CALLS_PER_MINUTE
from weerbaar.portal.quotes.outbox import OutboxWord

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "api.md").read_text("utf-8")


def _part(title: str) -> str:
    return PAGE.split(f"## {title}\n")[1].split("\n## ")[0]


def test_the_calls_in_the_reference_are_those_of_the_door() -> None:
    told = re.findall(r"^\| `(\w+) (\S+)` \| `(\S+)` \| (.+) \|$", _part("Calls"), re.M)
    real = [(call.method, call.path, call.scope, call.summary) for calls in grouped_calls().values() for call in calls]
    assert told == real
    assert {scope for _method, _path, scope, _summary in told} == set(Scope)


def test_the_problems_in_the_reference_are_those_that_can_come() -> None:
    told = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| \d{3} \| (.*) \|$", _part("Problems"), re.M)))
    assert set(told) == set(TITLES) and len(told) == len(TITLES)


def test_the_events_in_the_reference_are_those_of_the_outbox() -> None:
    told = re.findall(r"`([a-z]+\.[a-z-]+)`", "".join(re.findall(r"^\| (`.*) \|", _part("Webhooks"), re.M)))
    assert sorted(told) == sorted([*(word.value for word in OutboxWord), TEST_WORD])


def test_the_numbers_in_the_reference_are_the_real_ones() -> None:
    assert PAUSES_S == (5, 60, 300, 1800, 2 * 3600, 5 * 3600, 8 * 3600, 12 * 3600)
    assert "after 5 seconds, 1, 5 and 30 minutes, and 2, 5, 8 and 12 hours" in " ".join(PAGE.split())
    assert f"{API_CALLS_PER_MINUTE} calls a minute" in PAGE


def test_the_page_for_people_tells_of_all_of_it_without_anything_from_elsewhere() -> None:
    response = Client().get("/api/v1/docs/")
    page = response.content.decode()
    for calls in grouped_calls().values():
        for call in calls:
            assert f"{call.method} {call.path}" in page and call.scope in page
    assert all(f'id="{code}"' in page for code in TITLES)
    assert all(word.value in page for word in OutboxWord)
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', page)
    assert "unsafe" not in response["Content-Security-Policy"]
