"""A call with an idempotency key is done once; a call that failed may be tried again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.api.callers import Program, assert_problem, program_of
from tests.portal.quotes.asked import Asked, asked
from weerbaar.portal.api_access.models import AnsweredCall
from weerbaar.portal.api_access.services.answer_once import forget_answers
from weerbaar.portal.quotes.models import RequestQuestion

pytestmark = pytest.mark.django_db
KEY = "vraag-2026-0001"


@pytest.fixture
def world() -> Asked:
    return asked()


@pytest.fixture
def program(world: Asked) -> Program:
    return program_of(world.dirk, world.provider.organisation_id)


def _ask(world: Asked, program: Program, text: str = "Wanneer?", key: str = KEY):  # type: ignore[no-untyped-def]
    return program.post(f"/requests/{world.invitation.id}/questions", {"text": text}, key=key)


def test_the_second_time_the_first_answer_comes_back_and_nothing_is_done(world: Asked, program: Program) -> None:
    first, second = _ask(world, program), _ask(world, program)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert "Idempotent-Replayed" not in first and second["Idempotent-Replayed"] == "true"
    assert RequestQuestion.objects.count() == 1


def test_without_a_key_a_call_is_done_each_time(world: Asked, program: Program) -> None:
    assert _ask(world, program, key="").json() != _ask(world, program, key="").json()
    assert RequestQuestion.objects.count() == 2


def test_a_key_with_another_body_or_at_another_place_is_refused(world: Asked, program: Program) -> None:
    _ask(world, program)
    assert_problem(_ask(world, program, "Waarom?"), 422, "key-used-otherwise")
    elsewhere = program.post(f"/requests/{world.invitation.id}/decline", {"reason": "Druk"}, key=KEY)
    assert_problem(elsewhere, 422, "key-used-otherwise")
    assert RequestQuestion.objects.count() == 1 and world.state() == "invited"


def test_the_keys_of_two_programs_do_not_meet(world: Asked, program: Program) -> None:
    other = program_of(world.dirk, world.provider.organisation_id)
    assert _ask(world, program).json() != _ask(world, other).json()


def test_a_call_that_failed_leaves_no_trace_and_may_be_tried_again(world: Asked, program: Program) -> None:
    assert_problem(_ask(world, program, "   "), 422, "refused")
    assert AnsweredCall.objects.count() == 0
    assert _ask(world, program).status_code == 201


def test_a_key_is_kept_for_a_day(world: Asked, program: Program) -> None:
    _ask(world, program)
    now = timezone.now()
    AnsweredCall.objects.update(at=now - timedelta(hours=24) + timedelta(minutes=1))
    assert _ask(world, program)["Idempotent-Replayed"] == "true"
    AnsweredCall.objects.update(at=now - timedelta(hours=24))
    assert "Idempotent-Replayed" not in _ask(world, program, "Nog eens?")
    assert forget_answers(now=now + timedelta(hours=25)) == 1


@pytest.mark.parametrize("key", ["kort", "k" * 81, "met spatie in het midden", "sleutel-é-lang"])
def test_a_key_that_cannot_be_kept_is_refused(world: Asked, program: Program, key: str) -> None:
    assert_problem(_ask(world, program, key=key), 422, "invalid")
