"""The table of states, and the one door through which a run changes state."""

import uuid
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.portal.runs import queued
from weerbaar.portal.core.actors import SCHEDULER, WORKER
from weerbaar.portal.scans.errors import UnknownTransition
from weerbaar.portal.scans.models import ScanRun
from weerbaar.portal.scans.services.change_state import change_state
from weerbaar.portal.scans.states import TRANSITIONS, State, Verb, diagram, lines_of

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "scan-run-states.md"


@pytest.mark.parametrize("verb", list(Verb))
def test_each_verb_leads_to_one_state_and_belongs_to_one_kind_of_actor(verb: Verb) -> None:
    lines = lines_of(verb)
    assert len({line.target for line in lines}) == 1
    assert len({line.who for line in lines}) == 1


def test_from_every_state_but_the_last_two_there_is_a_way_on_and_to_each_but_the_first_a_way_in() -> None:
    sources, targets = {line.source for line in TRANSITIONS}, {line.target for line in TRANSITIONS}
    assert set(State) - sources == {State.EXPIRED, State.DELETED}
    assert targets == set(State)


def test_the_diagram_in_the_reference_is_the_table() -> None:
    assert f"```mermaid\n{diagram()}\n```" in REFERENCE.read_text("utf-8")


@pytest.mark.django_db
def test_a_verb_does_nothing_to_a_run_in_another_state() -> None:
    run, _ = queued()
    assert not change_state(run.id, Verb.EXPIRE, actor=SCHEDULER)
    assert ScanRun.objects.get().state == State.QUEUED


@pytest.mark.django_db
def test_a_verb_does_nothing_to_a_run_that_is_not_there() -> None:
    assert not change_state(uuid.UUID(int=1), Verb.CLAIM, actor=WORKER)


@pytest.mark.django_db
def test_an_actor_may_only_use_its_own_verbs() -> None:
    run, _ = queued()
    with pytest.raises(UnknownTransition):
        change_state(run.id, Verb.CLAIM, actor=SCHEDULER)
    assert ScanRun.objects.get().state == State.QUEUED


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "paused"}, {"state": "done"}, {"state": "expired"}])
def test_the_database_itself_refuses_rows_that_make_no_sense(fields: dict[str, str]) -> None:
    queued()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanRun.objects.update(**fields)
