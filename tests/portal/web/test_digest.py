"""The letter of the week: on Monday morning, once, when there is something to tell."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.portal.people import Bakery, bakery
from weerbaar.portal.accounts.services.choose_letters import mute_letter
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.make_plan import answer_and_plan, make_plan
from weerbaar.portal.web.letters import digest
from weerbaar.portal.web.letters.digest import Ending, send_digests
from weerbaar.portal.web.letters.unsubscribe import DIGEST

pytestmark = pytest.mark.django_db
# A Monday, nine in the morning.
MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def here() -> Bakery:
    made = bakery()
    answer_and_plan(made.id, "BP1-01", "no", actor=made.anna.person)
    make_plan(made.id, actor=made.anna.person)
    Action.objects.update(due_on=date(2026, 1, 5))
    return made


def test_it_says_what_is_late_and_goes_to_owners(here: Bakery) -> None:
    assert send_digests(MONDAY) == 1
    (letter,) = mail.outbox
    assert letter.to == [here.anna.user.email]
    assert "Bakkerij Deegrol" in letter.subject
    assert "Maak de lijst met wat de scan al vond" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_comes_once_a_week_on_monday_morning(here: Bakery) -> None:
    assert send_digests(MONDAY - timedelta(hours=2)) == 0
    assert send_digests(MONDAY + timedelta(days=1)) == 0
    assert send_digests(MONDAY) == 1
    assert send_digests(MONDAY + timedelta(hours=3)) == 0
    assert send_digests(MONDAY + timedelta(days=7)) == 1


def test_nothing_to_tell_is_no_letter(here: Bakery) -> None:
    Action.objects.update(due_on=None)
    assert send_digests(MONDAY) == 0
    assert mail.outbox == []


def test_what_runs_out_is_told_a_month_ahead(here: Bakery, monkeypatch: pytest.MonkeyPatch) -> None:
    Action.objects.update(due_on=None)
    monkeypatch.setattr(
        digest, "endings_of", lambda view, now: [Ending("deegrol.example", "certificate", date(2027, 1, 20))]
    )
    send_digests(MONDAY)
    (letter,) = [letter for letter in mail.outbox if letter.to == [here.anna.user.email]]
    assert "deegrol.example: het slotje (certificaat), 20 januari 2027" in letter.body


def test_who_does_not_want_it_gets_none(here: Bakery) -> None:
    mute_letter(here.anna.user.id, DIGEST)
    assert send_digests(MONDAY) == 0
