"""The table of ordered work: whole, without dead ends, the same as its words, and with one way to "verified"."""

from itertools import product
from pathlib import Path

import pytest

from weerbaar.portal.core.actors import WORKER, ActorKind, LinkHolder
from weerbaar.portal.quotes.line_events import LineEventWord, line_word_of
from weerbaar.portal.quotes.line_states import (
    ENDED_LINES,
    LINE_TABLE,
    SOLVED_LINES,
    LineVerb,
    line_diagram,
    line_verbs_from,
    next_line_state,
)
from weerbaar.portal.quotes.words import DELIVERED_LINES, LIVE_LINES, LineState

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "order-states.md"


def test_every_state_and_verb_is_in_the_table() -> None:
    assert {row.verb for row in LINE_TABLE} == set(LineVerb)
    assert {row.target for row in LINE_TABLE} == set(LineState) - {LineState.ORDERED}
    assert {source for row in LINE_TABLE for source in row.sources} == set(LIVE_LINES)
    assert set(LineState) - set(LIVE_LINES) == ENDED_LINES


def test_no_two_rows_disagree() -> None:
    for source, verb, who in product(LineState, LineVerb, ActorKind):
        targets = {row.target for row in LINE_TABLE if row.verb is verb and source in row.sources and who in row.who}
        assert len(targets) <= 1, (source, verb, who)


def _walks(
    state: LineState, walk: tuple[tuple[LineVerb, ActorKind], ...], seen: frozenset[tuple[LineState, LineState]]
):  # type: ignore[no-untyped-def]
    """All walks through the table that use no arrow twice."""
    yield state, walk
    for row in LINE_TABLE:
        if state in row.sources and (state, row.target) not in seen:
            for who in row.who:
                yield from _walks(row.target, (*walk, (row.verb, who)), seen | {(state, row.target)})


def test_on_every_walk_verified_comes_after_a_delivery_or_a_dispute_and_by_our_own_worker_alone() -> None:
    verified = [walk for state, walk in _walks(LineState.ORDERED, (), frozenset()) if state is LineState.VERIFIED]
    assert len(verified) > 10
    for walk in verified:
        assert walk[-1] == (LineVerb.VERIFY, ActorKind.WORKER)
        assert {verb for verb, _who in walk[:-1]} & {LineVerb.DELIVER, LineVerb.DISPUTE}


def test_nobody_who_does_the_work_or_pays_for_it_can_reach_verified() -> None:
    reached = {row.target for row in LINE_TABLE for who in row.who if who is not ActorKind.WORKER}
    assert LineState.VERIFIED not in reached


def test_a_provider_never_decides_that_it_is_solved_nor_cancels_after_a_delivery() -> None:
    doers = {ActorKind.PROVIDER, ActorKind.LINK_HOLDER}
    reached = {row.target for row in LINE_TABLE if doers & set(row.who)}
    assert not reached & SOLVED_LINES
    (cancel,) = (row for row in LINE_TABLE if row.verb is LineVerb.CANCEL)
    assert not set(cancel.sources) & set(DELIVERED_LINES)


def test_what_has_ended_stays_as_it_is() -> None:
    assert all(line_verbs_from(state, who) == frozenset() for state, who in product(ENDED_LINES, ActorKind))


def test_from_every_live_state_an_end_can_be_reached_by_the_company_and_our_own_processes() -> None:
    ours = {ActorKind.PERSON, ActorKind.WORKER, ActorKind.SCHEDULER}
    for state in LIVE_LINES:
        ends = {row.target for row in LINE_TABLE if state in row.sources and ours & set(row.who)} & ENDED_LINES
        assert ends, state


@pytest.mark.parametrize(
    ("source", "verb", "who", "target"),
    [
        (LineState.ORDERED, LineVerb.DELIVER, ActorKind.PROVIDER, LineState.DELIVERED),
        (LineState.ORDERED, LineVerb.DELIVER, ActorKind.PERSON, None),
        (LineState.DELIVERED, LineVerb.CANCEL, ActorKind.PROVIDER, None),
        (LineState.DELIVERED, LineVerb.CONFIRM, ActorKind.PROVIDER, None),
        (LineState.SENT_BACK, LineVerb.VERIFY, ActorKind.WORKER, LineState.VERIFIED),
        (LineState.IN_PROGRESS, LineVerb.CANCEL, ActorKind.SCHEDULER, LineState.CANCELLED),
    ],
)
def test_a_row_leads_where_the_table_says(
    source: LineState, verb: LineVerb, who: ActorKind, target: LineState | None
) -> None:
    assert next_line_state(source, verb, who) is target


def test_every_row_has_its_audit_word_and_every_word_its_row() -> None:
    assert {f"{who}:order-line:{row.verb}" for row in LINE_TABLE for who in row.who} == set(LineEventWord)
    assert line_word_of(WORKER, LineVerb.VERIFY) is LineEventWord.WORKER_VERIFY
    with pytest.raises(ValueError, match="link-holder:order-line:verify"):
        line_word_of(LinkHolder("x"), LineVerb.VERIFY)


def test_the_diagram_in_the_reference_is_the_table() -> None:
    assert f"```mermaid\n{line_diagram()}\n```" in REFERENCE.read_text("utf-8")
