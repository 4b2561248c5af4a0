"""However people, suppliers and machines act, only the table decides, and the history tells the whole way."""

import random
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.portal.action_plans.company import action, say
from tests.portal.people import bakery
from weerbaar.portal.action_plans.errors import NotPossibleNow
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.states import State, Verb, next_state, verbs_from
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import SCHEDULER, WORKER, Actor, LinkHolder

pytestmark = pytest.mark.django_db
NEEDED: dict[Verb, dict[str, Any]] = {
    Verb.DECLINE: {"reason": "Nu niet."},
    Verb.POSTPONE: {"postponed_until": date(2027, 1, 12)},
    Verb.VERIFY: {"proof": ["een meting"]},
}


@pytest.mark.parametrize("seed", range(8))
def test_a_walk_of_any_length_follows_the_table_and_is_written_down(seed: int) -> None:
    here, chance = bakery(), random.Random(seed)
    say(here, "BP5-04", "no")
    row = action(here, "ACT-CARD")
    actors: list[Actor] = [here.anna.person, LinkHolder("x" * 32), WORKER, SCHEDULER]
    moved = 0
    for _ in range(100):
        actor = chance.choice(actors)
        permitted = sorted(verbs_from(State(row.state), actor.kind))
        verb = chance.choice(permitted if permitted and chance.random() < 0.3 else list(Verb))
        wanted = next_state(State(row.state), verb, actor.kind)
        if wanted is None:
            with pytest.raises(NotPossibleNow):
                change_state(row, verb, actor=actor, now=timezone.now(), **NEEDED.get(verb, {}))
            continue
        assert change_state(row, verb, actor=actor, now=timezone.now(), **NEEDED.get(verb, {})) is wanted
        moved += 1
    steps = list(row.steps.order_by("at"))
    assert moved > 10
    assert len(steps) == moved + 1
    assert [step.source for step in steps[1:]] == [step.target for step in steps[:-1]]
    assert steps[-1].target == Action.objects.get(id=row.id).state
    assert Event.objects.filter(subject_id=row.id).count() == moved + 1


@pytest.mark.parametrize("state", ["asleep", State.DECLINED, State.VERIFIED, State.POSTPONED])
def test_the_database_itself_refuses_rows_that_make_no_sense(state: str) -> None:
    here = bakery()
    say(here, "BP5-04", "no")
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.update(state=state)


def test_a_cause_has_one_action_per_company() -> None:
    here = bakery()
    say(here, "BP5-04", "no")
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.create(organisation_id=here.id, cause="ACT-CARD", opened_at=timezone.now())
    Action.objects.create(organisation_id=here.otto_id, cause="ACT-CARD", opened_at=timezone.now())
