"""The table of states of an action: whole, without dead ends, and the same as its drawing and its audit words."""

from itertools import product
from pathlib import Path

import pytest

from weerbaar.portal.action_plans.events import ActionEventWord, word_of
from weerbaar.portal.action_plans.states import CLOSED, SOLVED, TABLE, State, Verb, diagram, next_state, verbs_from
from weerbaar.portal.core.actors import WORKER, ActorKind, LinkHolder

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "action-states.md"


def test_every_state_and_verb_is_in_the_table() -> None:
    assert {row.verb for row in TABLE} == set(Verb)
    assert {row.target for row in TABLE} == set(State)
    assert {source for row in TABLE for source in row.sources} == set(State)


def test_no_two_rows_disagree() -> None:
    for source, verb, who in product(State, Verb, ActorKind):
        targets = {row.target for row in TABLE if row.verb is verb and source in row.sources and who in row.who}
        assert len(targets) <= 1, (source, verb, who)


def test_only_a_measurement_verifies() -> None:
    makers = {(verb, who) for row in TABLE for verb, who in product([row.verb], row.who) if row.target in SOLVED}
    assert {who for verb, who in makers if verb is Verb.VERIFY} == {ActorKind.WORKER}
    assert makers == {
        (Verb.VERIFY, ActorKind.WORKER),
        (Verb.SETTLE, ActorKind.WORKER),
        (Verb.CONFIRM, ActorKind.PERSON),
    }


def test_a_supplier_never_decides_that_it_is_solved_nor_that_it_need_not_be_done() -> None:
    reached = {row.target for row in TABLE if ActorKind.LINK_HOLDER in row.who}
    assert reached == {State.ACCEPTED, State.IN_PROGRESS, State.OPEN, State.REPORTED}


def test_what_is_closed_only_opens_again() -> None:
    for state in CLOSED:
        assert {row.verb for row in TABLE if state in row.sources} == {Verb.REOPEN}


def test_a_visitor_can_do_nothing() -> None:
    assert all(verbs_from(state, ActorKind.VISITOR) == frozenset() for state in State)


@pytest.mark.parametrize(
    ("source", "verb", "who", "target"),
    [
        (State.OPEN, Verb.REPORT, ActorKind.PERSON, State.REPORTED),
        (State.OPEN, Verb.REPORT, ActorKind.LINK_HOLDER, None),
        (State.OFFERED, Verb.REFUSE, ActorKind.LINK_HOLDER, State.OPEN),
        (State.REPORTED, Verb.CONTRADICT, ActorKind.WORKER, State.IN_PROGRESS),
        (State.REPORTED, Verb.VERIFY, ActorKind.PERSON, None),
        (State.POSTPONED, Verb.RESUME, ActorKind.SCHEDULER, State.OPEN),
        (State.VERIFIED, Verb.DECLINE, ActorKind.PERSON, None),
    ],
)
def test_a_line_leads_where_the_table_says(source: State, verb: Verb, who: ActorKind, target: State | None) -> None:
    assert next_state(source, verb, who) is target


def test_every_line_has_its_audit_word_and_every_word_its_line() -> None:
    assert {f"{who}:action:{row.verb}" for row in TABLE for who in row.who} == set(ActionEventWord)
    assert word_of(WORKER, Verb.VERIFY) is ActionEventWord.WORKER_VERIFY
    with pytest.raises(ValueError, match="link-holder:action:verify"):
        word_of(LinkHolder("x"), Verb.VERIFY)


def test_the_diagram_in_the_reference_is_the_table() -> None:
    assert f"```mermaid\n{diagram()}\n```" in REFERENCE.read_text("utf-8")
