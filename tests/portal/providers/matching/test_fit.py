"""How well somebody fits: one small table, in which nothing lower makes up for something higher."""

import uuid
from itertools import combinations

import pytest

from weerbaar.portal.providers.matching.fit import LADDER, Candidate, Rung, Wanted, fit_of, standings

WANTED = Wanted(frozenset({"A", "B"}), "zwolle", "care", "2-9", "nl")


def candidate(does: str = "AB", **fields: object) -> Candidate:
    filled = {
        "everywhere": False,
        "serves_place": True,
        "sectors": ("care",),
        "sizes": ("2-9",),
        "languages": ("nl", "en"),
        **fields,
    }
    return Candidate(uuid.uuid4(), frozenset(does), **filled)  # type: ignore[arg-type]


def test_who_does_everything_has_every_rung() -> None:
    fit = fit_of(WANTED, candidate())
    assert fit.rungs == tuple(Rung)
    assert fit.points == 2 * 16 + 8 + 4 + 2 + 1
    assert fit.actions == 2


def test_each_rung_weighs_more_than_all_below_it_together() -> None:
    weights = list(LADDER.values())
    assert weights == sorted(weights, reverse=True)
    for at, weight in enumerate(weights):
        assert weight > sum(weights[at + 1 :])


@pytest.mark.parametrize(
    ("missing", "rung"),
    [
        ({"serves_place": False}, Rung.PLACE),
        ({"sectors": ("retail",)}, Rung.SECTOR),
        ({"sizes": ("250+",)}, Rung.SIZE),
        ({"languages": ("en",)}, Rung.LANGUAGE),
    ],
)
def test_what_a_provider_lacks_costs_its_rung(missing: dict[str, object], rung: Rung) -> None:
    fit = fit_of(WANTED, candidate(**missing))
    assert rung not in fit.rungs
    assert fit_of(WANTED, candidate()).points - fit.points == LADDER[rung]


def test_one_action_more_beats_everything_else_together() -> None:
    bare = fit_of(WANTED, candidate("AB", serves_place=False, sectors=("x",), sizes=("x",), languages=()))
    rich = fit_of(WANTED, candidate("A"))
    assert bare.points > rich.points


def test_who_names_no_sector_or_size_serves_all_and_gains_nothing_by_naming_yours() -> None:
    everybody = fit_of(WANTED, candidate(sectors=(), sizes=()))
    assert everybody.points == fit_of(WANTED, candidate()).points


def test_who_works_everywhere_serves_every_place() -> None:
    assert Rung.PLACE in fit_of(WANTED, candidate(everywhere=True, serves_place=False)).rungs


def test_what_is_not_asked_for_speaks_for_nobody() -> None:
    assert fit_of(Wanted(), candidate()).points == 0


def test_work_that_was_not_asked_for_counts_for_nothing() -> None:
    assert fit_of(WANTED, candidate("ABCDEF")).points == fit_of(WANTED, candidate("AB")).points


def test_places_run_on_and_the_draw_counts_within_equal_fits() -> None:
    found = standings(
        WANTED, [candidate("AB"), candidate("AB"), candidate("A"), candidate("AB"), candidate("A")], "0" * 64
    )
    assert [one.place for one in found] == [1, 2, 3, 4, 5]
    assert [(one.drawn, one.equals) for one in found] == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)]
    assert [one.fit.actions for one in found] == [2, 2, 2, 1, 1]


def test_two_questions_have_one_scope_only_when_they_are_the_same() -> None:
    words = ("causes", "municipality", "sector", "size", "language")
    values = (frozenset({"A"}), "a", "b", "c", "d")
    asked = [
        Wanted(**dict(pairs)) for number in range(6) for pairs in combinations(zip(words, values, strict=True), number)
    ]  # type: ignore[arg-type]
    assert len({one.scope for one in asked}) == len(asked)
    assert Wanted(frozenset({"B", "A"})).scope == Wanted(frozenset({"A", "B"})).scope
