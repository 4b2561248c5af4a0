"""The table of a provider: whole, without disagreement, and as it is drawn."""

from itertools import product
from pathlib import Path

from weerbaar.portal.providers.states import TABLE, Hand, Verb, diagram, verbs_from
from weerbaar.portal.providers.words import ProviderState

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "provider-states.md"


def test_every_state_and_verb_is_in_the_table() -> None:
    assert {row.verb for row in TABLE} == set(Verb)
    assert {row.target for row in TABLE} == set(ProviderState)
    assert {source for row in TABLE for source in row.sources} == set(ProviderState)


def test_no_two_rows_disagree() -> None:
    for source, verb in product(ProviderState, Verb):
        assert len({row.target for row in TABLE if row.verb is verb and source in row.sources}) <= 1


def test_nobody_lists_themselves() -> None:
    by_provider = {row.target for row in TABLE if Hand.PROVIDER in row.who}
    assert by_provider == {ProviderState.SUBMITTED, ProviderState.DRAFT, ProviderState.LEFT}


def test_a_suspended_provider_has_no_way_out_of_its_own() -> None:
    assert verbs_from(ProviderState.SUSPENDED, Hand.PROVIDER) == frozenset()


def test_the_drawing_in_the_docs_is_of_this_table() -> None:
    assert diagram() in REFERENCE.read_text("utf-8")
