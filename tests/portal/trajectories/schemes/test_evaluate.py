"""A rule holds or does not, and what is missing is told so that somebody can act on it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.trajectories.schemes.evaluate import is_met, missing, months_before
from weerbaar.portal.trajectories.schemes.rules import (
    All,
    AnyOf,
    ArtefactFact,
    Count,
    Each,
    Facts,
    HasReason,
    HasState,
    Rule,
    SignedBy,
    Thing,
    Within,
)
from weerbaar.portal.trajectories.schemes.states import ArtefactState as State

TODAY = date(2026, 11, 24)


def facts(things: dict[str, tuple[Thing, ...]] | None = None, **artefacts: ArtefactFact) -> Facts:
    return Facts(TODAY, artefacts, things or {})


@pytest.mark.parametrize(
    ("state", "wanted", "met"),
    [
        (None, State.DRAFT, False),
        (State.DRAFT, State.REVIEW, False),
        (State.REVIEW, State.REVIEW, True),
        (State.SIGNED, State.ADOPTED, True),
        (State.SUPERSEDED, State.DRAFT, False),
    ],
)
def test_a_paper_is_far_enough_or_not(state: State | None, wanted: State, met: bool) -> None:
    assert is_met(HasState("covenant", wanted), facts(covenant=ArtefactFact(state))) is met


def test_every_party_has_to_sign() -> None:
    rule = SignedBy("covenant", ("police", "municipality"))
    assert not is_met(rule, facts(covenant=ArtefactFact(State.REVIEW, frozenset({"police"}))))
    assert is_met(rule, facts(covenant=ArtefactFact(State.REVIEW, frozenset({"police", "municipality", "riec"}))))


def test_a_reason_of_blanks_is_none() -> None:
    assert not is_met(HasReason("covenant"), facts(covenant=ArtefactFact(reason="  ")))
    assert is_met(HasReason("covenant"), facts(covenant=ArtefactFact(reason="Not needed: one owner")))


def test_an_edition_counts_to_the_day_that_it_is_too_old() -> None:
    rule = Within("evaluation", 12)
    assert is_met(rule, facts(evaluation=ArtefactFact(adopted_on=date(2025, 11, 24))))
    assert not is_met(rule, facts(evaluation=ArtefactFact(adopted_on=date(2025, 11, 23))))
    assert not is_met(rule, facts(evaluation=ArtefactFact(adopted_on=date(2026, 11, 25))))
    assert not is_met(rule, facts())


def test_things_are_counted_by_what_they_are_and_when_they_were() -> None:
    meetings = (
        Thing({"kind": "work"}, date(2026, 10, 1)),
        Thing({"kind": "work"}, date(2024, 10, 1)),
        Thing({"kind": "board"}, None),
    )
    here = facts({"meeting": meetings})
    assert is_met(Count("meeting", {}, 3, 3), here)
    assert is_met(Count("meeting", {"last_months": 12}, 1, 1), here)
    assert is_met(Count("meeting", {"kind_in": ("work", "walk")}, 2, 2), here)
    assert is_met(Count("meeting", {"kind": "board"}, None, 1), here)
    assert not is_met(Count("meeting", {"kind": "board"}, None, 0), here)
    assert is_met(Count("audit", {}, None, 0), here)


def test_each_thing_has_its_fields_filled() -> None:
    rule = Each("measure", {"state": "agreed"}, ("owner", "due_date"))
    whole = Thing({"state": "agreed", "owner": "police", "due_date": "2026-12-01"})
    half = Thing({"state": "agreed", "owner": "police", "due_date": ""})
    idea = Thing({"state": "idea"})
    assert is_met(rule, facts({"measure": (whole, idea)}))
    assert not is_met(rule, facts({"measure": (whole, half)}))


def test_what_is_missing_is_told_part_by_part_and_with_every_way_out() -> None:
    adopted = HasState("area_sheet", State.ADOPTED)
    covenant, reason = SignedBy("covenant", ("police",)), HasReason("covenant")
    rule = All((adopted, AnyOf((covenant, reason))))
    assert [entry.ways for entry in missing(rule, facts())] == [((adopted,),), ((covenant,), (reason,))]
    assert missing(rule, facts(area_sheet=ArtefactFact(State.ADOPTED), covenant=ArtefactFact(reason="One owner"))) == []


def test_months_go_back_to_the_last_day_there_is() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 3, 31), 1) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert months_before(date(2026, 5, 31), 36) == date(2023, 5, 31)


NAMES = st.sampled_from(("a", "b", "c"))
STATES = st.sampled_from([State.DRAFT, State.REVIEW, State.ADOPTED, State.SIGNED])
LEAVES = st.one_of(
    st.builds(HasState, NAMES, STATES),
    st.builds(HasReason, NAMES),
    st.builds(SignedBy, NAMES, st.just(("police",))),
)
RULES = st.recursive(
    LEAVES,
    lambda rules: st.one_of(
        st.builds(All, st.lists(rules, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(rules, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
FACTS = st.builds(
    ArtefactFact,
    st.one_of(st.none(), STATES),
    st.sampled_from((frozenset[str](), frozenset({"police"}))),
    st.none(),
    st.sampled_from(("", "why")),
)


@given(RULES, st.dictionaries(NAMES, FACTS))
def test_nothing_is_missing_exactly_when_the_rule_is_met(rule: Rule, artefacts: dict[str, ArtefactFact]) -> None:
    here = Facts(TODAY, artefacts)
    assert (missing(rule, here) == []) is is_met(rule, here)


@given(RULES, st.dictionaries(NAMES, FACTS))
def test_doing_the_first_way_of_all_that_is_missing_meets_the_rule(
    rule: Rule, artefacts: dict[str, ArtefactFact]
) -> None:
    done = dict(artefacts)
    for entry in missing(rule, Facts(TODAY, artefacts)):
        for leaf in entry.ways[0]:
            was = done.get(leaf.artefact, ArtefactFact())  # type: ignore[union-attr]
            done[leaf.artefact] = ArtefactFact(  # type: ignore[union-attr]
                State.SIGNED if isinstance(leaf, HasState) else was.state,
                frozenset({"police"}) if isinstance(leaf, SignedBy) else was.signed_by,
                None,
                "why" if isinstance(leaf, HasReason) else was.reason,
            )
    assert is_met(rule, Facts(TODAY, done))
