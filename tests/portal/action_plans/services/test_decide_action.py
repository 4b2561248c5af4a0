"""What a company decides about its actions, and what the calendar does with it."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import action, say
from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.errors import ActionFault, ActionRefused, NoSuchHandover, NotPossibleNow
from weerbaar.portal.action_plans.models import Action, ActionStep, HistoryIsKept
from weerbaar.portal.action_plans.services.answer_supplier import answer_supplier
from weerbaar.portal.action_plans.services.confirm_action import confirm_action
from weerbaar.portal.action_plans.services.decide_action import (
    decide_action,
    decline_action,
    postpone_action,
    set_dates,
    take_action,
)
from weerbaar.portal.action_plans.services.remind import resume_postponed, take_reminders
from weerbaar.portal.action_plans.services.report_action import report_action
from weerbaar.portal.action_plans.states import State, Verb
from weerbaar.portal.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    return bakery()


@pytest.fixture
def mfa(here: Bakery) -> Action:
    say(here, "BP4-01", "no")
    return action(here, "ACT-MFA")


def events() -> list[str]:
    return [word for word in Event.objects.values_list("word", flat=True) if ":action:" in word]


def test_somebody_takes_it_and_gives_it_to_a_colleague(here: Bakery, mfa: Action) -> None:
    take_action(here.id, mfa.id, here.anna.user.id, actor=here.anna.person)
    take_action(here.id, mfa.id, here.carla.user.id, actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.assignee_id) == (State.SELF, here.carla.user.id)
    assert events()[-2:] == ["person:action:take", "person:action:assign"]


@pytest.mark.parametrize("who", ["bram", "otto"])
def test_a_reader_or_a_stranger_gets_no_task(here: Bakery, mfa: Action, who: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        take_action(here.id, mfa.id, getattr(here, who).user.id, actor=here.anna.person)
    assert refused.value.fault is ActionFault.NOT_A_COLLEAGUE


def test_declining_needs_a_reason_which_is_kept(here: Bakery, mfa: Action) -> None:
    with pytest.raises(ActionRefused):
        decline_action(here.id, mfa.id, "  ", actor=here.anna.person)
    decline_action(here.id, mfa.id, "We stoppen met dit programma.", actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.reason) == (State.DECLINED, "We stoppen met dit programma.")
    assert mfa.steps.get(verb="decline").text == mfa.reason
    decide_action(here.id, mfa.id, Verb.RESUME, actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.reason) == (State.OPEN, "")


def test_what_is_postponed_opens_on_its_day_with_a_reminder(here: Bakery, mfa: Action) -> None:
    today = timezone.localdate()
    with pytest.raises(ActionRefused):
        postpone_action(here.id, mfa.id, today, actor=here.anna.person)
    postpone_action(here.id, mfa.id, today + timedelta(days=7), actor=here.anna.person)
    assert resume_postponed(timezone.now() + timedelta(days=6)) == []
    (reminder,) = resume_postponed(timezone.now() + timedelta(days=7))
    assert (reminder.action_id, reminder.assignee_id) == (mfa.id, None)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.postponed_until) == (State.OPEN, None)
    assert resume_postponed(timezone.now() + timedelta(days=8)) == []


def test_who_does_it_is_reminded_once_on_the_day(here: Bakery, mfa: Action) -> None:
    take_action(here.id, mfa.id, here.carla.user.id, actor=here.anna.person)
    today = timezone.localdate()
    set_dates(here.id, mfa.id, today + timedelta(days=9), today + timedelta(days=2), actor=here.anna.person)
    assert take_reminders() == []
    (reminder,) = take_reminders(timezone.now() + timedelta(days=2))
    assert reminder.assignee_id == here.carla.user.id
    assert reminder.due_on == today + timedelta(days=9)
    assert take_reminders(timezone.now() + timedelta(days=3)) == []


def test_what_is_decided_is_not_reminded_of(here: Bakery, mfa: Action) -> None:
    today = timezone.localdate()
    set_dates(here.id, mfa.id, None, today + timedelta(days=2), actor=here.anna.person)
    decline_action(here.id, mfa.id, "Nee.", actor=here.anna.person)
    assert take_reminders(timezone.now() + timedelta(days=2)) == []


def test_a_day_that_is_past_is_refused_but_one_that_stood_there_may_stay(here: Bakery, mfa: Action) -> None:
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    with pytest.raises(ActionRefused):
        set_dates(here.id, mfa.id, yesterday, None, actor=here.anna.person)
    Action.objects.update(due_on=yesterday)
    set_dates(here.id, mfa.id, yesterday, today, actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.due_on, mfa.remind_on) == (yesterday, today)


def test_a_verb_that_needs_more_than_a_button_is_refused(here: Bakery, mfa: Action) -> None:
    for verb in (Verb.DECLINE, Verb.VERIFY, Verb.RESUME):
        with pytest.raises(NotPossibleNow):
            decide_action(here.id, mfa.id, verb, actor=here.anna.person)
    assert ActionStep.objects.filter(action=mfa).count() == 1


def test_taking_back_and_opening_again_forget_what_no_longer_holds(here: Bakery, mfa: Action) -> None:
    take_action(here.id, mfa.id, here.carla.user.id, actor=here.anna.person)
    decide_action(here.id, mfa.id, Verb.START, actor=here.carla.person)
    report_action(here.id, mfa.id, actor=here.carla.person)
    decide_action(here.id, mfa.id, Verb.TAKE_BACK, actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.assignee_id, mfa.reported_at) == (State.OPEN, None, None)
    report_action(here.id, mfa.id, actor=here.anna.person)
    confirm_action(here.id, mfa.id, "Gezien bij iedereen.", timezone.localdate(), actor=here.anna.person)
    decide_action(here.id, mfa.id, Verb.REOPEN, actor=here.anna.person)
    mfa.refresh_from_db()
    assert (mfa.state, mfa.evidence, mfa.evidence_on, mfa.solved_at) == (State.OPEN, "", None, None)


def test_only_a_question_that_was_asked_is_answered(here: Bakery, mfa: Action) -> None:
    with pytest.raises(NoSuchHandover):
        answer_supplier(here.id, mfa.id, "Antwoord zonder vraag.", actor=here.anna.person)


def test_what_happened_cannot_be_changed(mfa: Action) -> None:
    step = mfa.steps.get()
    step.text = "iets anders"
    with pytest.raises(HistoryIsKept):
        step.save()


def test_of_two_who_decide_at_once_the_second_is_told(here: Bakery, mfa: Action) -> None:
    from weerbaar.portal.action_plans.services.change_state import change_state

    same = Action.objects.get(id=mfa.id)
    change_state(mfa, Verb.TAKE, actor=here.anna.person, now=timezone.now(), assignee_id=here.anna.user.id)
    with pytest.raises(NotPossibleNow):
        change_state(same, Verb.HAND_OVER, actor=here.anna.person, now=timezone.now())
    assert uuid.UUID(str(same.id)) == mfa.id
