"""A program that sends the same call twice at the same moment: done once, answered twice with the same."""

import threading
from typing import Any

import pytest
from django.db import connections

from tests.portal.api.callers import program_of
from tests.portal.quotes.asked import asked
from weerbaar.portal.api_access.models import ApiToken
from weerbaar.portal.quotes.models import RequestQuestion

_AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_of_calls_with_the_same_key_at_the_same_moment_one_is_done() -> None:
    world = asked()
    program = program_of(world.dirk, world.provider.organisation_id)
    gate, answers = threading.Barrier(_AT_ONCE), list[Any]()

    def call() -> None:
        try:
            gate.wait(timeout=20)
            path = f"/requests/{world.invitation.id}/questions"
            answers.append(program.post(path, {"text": "Wanneer?"}, key="vraag-0001"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call) for _number in range(_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert [answer.status_code for answer in answers] == [201] * _AT_ONCE
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    assert RequestQuestion.objects.count() == 1
    assert ApiToken.objects.get().calls <= _AT_ONCE
