"""The tables of states of requests, invitations and quotes: whole, without contradiction, and the same as their drawing."""

import uuid
from itertools import product
from pathlib import Path

import pytest

from weerbaar.portal.core.actors import ActorKind as Kind
from weerbaar.portal.core.actors import LinkHolder, ProviderPerson
from weerbaar.portal.quotes.errors import NotPossibleNow
from weerbaar.portal.quotes.events import InvitedEvent, invited_word
from weerbaar.portal.quotes.states import INVITATION_TABLE, QUOTE_TABLE, REQUEST_TABLE, Verb, diagram, next_state
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "quote-states.md"
MACHINES = (
    (RequestState, REQUEST_TABLE, RequestState.OPEN),
    (InvitationState, INVITATION_TABLE, InvitationState.INVITED),
    (QuoteState, QUOTE_TABLE, QuoteState.SUBMITTED),
)


@pytest.mark.parametrize(("states", "table", "first"), MACHINES)
def test_every_state_is_reached_from_the_first(states: type, table: tuple, first: object) -> None:
    reached, new = {first}, {first}
    while new:
        new = {row.target for row in table if set(row.sources) & reached} - reached
        reached |= new
    assert reached == set(states)


@pytest.mark.parametrize(("states", "table", "first"), MACHINES)
def test_a_verb_leads_to_one_state_and_who_is_not_named_gets_an_error(
    states: type, table: tuple, first: object
) -> None:
    for source, verb, who in product(states, Verb, Kind):
        rows = [row for row in table if row.verb is verb and source in row.sources and who in row.who]
        assert len(rows) <= 1
        if rows:
            assert next_state(table, source, verb, who) is rows[0].target
        else:
            with pytest.raises(NotPossibleNow):
                next_state(table, source, verb, who)


def test_what_has_ended_stays_ended() -> None:
    over = {
        RequestState.CLOSED,
        RequestState.WITHDRAWN,
        InvitationState.REVOKED,
        *(set(QuoteState) - {QuoteState.SUBMITTED}),
    }
    assert [row for row in (*REQUEST_TABLE, *INVITATION_TABLE, *QUOTE_TABLE) if set(row.sources) & over] == []


def test_only_the_company_accepts_and_refuses() -> None:
    for verb in (Verb.ACCEPT, Verb.REFUSE):
        assert {who for row in QUOTE_TABLE if row.verb is verb for who in row.who} == {Kind.PERSON}


def test_a_provider_and_a_supplier_with_a_link_may_do_the_same() -> None:
    for row in (*REQUEST_TABLE, *INVITATION_TABLE, *QUOTE_TABLE):
        assert (Kind.PROVIDER in row.who) is (Kind.LINK_HOLDER in row.who), row
    deeds = {word.partition(":")[2] for word in InvitedEvent if word.startswith("provider:")}
    assert deeds == {word.partition(":")[2] for word in InvitedEvent if word.startswith("link-holder:")}
    somebody = ProviderPerson(uuid.uuid4(), uuid.uuid4())
    for deed in deeds:
        assert invited_word(LinkHolder("x"), deed) == f"link-holder:{deed}"
        assert invited_word(somebody, deed) == f"provider:{deed}"


def test_the_page_of_the_reference_shows_these_tables() -> None:
    page = REFERENCE.read_text("utf-8")
    for table in (REQUEST_TABLE, INVITATION_TABLE, QUOTE_TABLE):
        for line in diagram(table, "").splitlines()[2:]:
            assert line in page
