"""Aliases that lead to nothing, and those that lead to what a stranger can claim."""

from collections.abc import Iterable

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, NOW, sheet
from weerbaar.scanner.checks.dns.dangling_alias.check import run
from weerbaar.scanner.facts.aliases import ALIASES, Alias, AliasSurvey, Page
from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.observation import Observation, Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

UNLOOKED = Unobserved(Reason.NOT_LOOKED)


def alias(
    target: str,
    kind: AnswerKind = AnswerKind.RECORDS,
    exists: Observation[bool] = UNLOOKED,
    page: Observation[Page] = UNLOOKED,
) -> Alias:
    """`shop` of the domain, leading there."""
    return Alias(f"shop.{DOMAIN}", target, kind, exists, page)


def survey(*aliases: Alias, unanswered: Iterable[str] = ()) -> FactSheet:
    """A sheet with these aliases."""
    return sheet((ALIASES, Observed(AliasSurvey((DOMAIN, f"shop.{DOMAIN}"), tuple(unanswered), aliases), NOW)))


def shows(status: int, text: str) -> Observed[Page]:
    """What the service answers."""
    return Observed(Page(status, text), NOW)


HERE, GONE = Observed(True, NOW), Observed(False, NOW)
FREE_PAGE = shows(404, "<p>There isn't a GitHub Pages site here.</p>")
BROKEN = Unobserved(Reason.TIMEOUT)

CASES: list[tuple[str, FactSheet, str]] = [
    ("no aliases", survey(), "sound"),
    ("an alias to what is there", survey(alias("shops.dienst.example")), "sound"),
    ("a page of a customer", survey(alias("klant.github.io", page=shows(200, "Welkom"))), "sound"),
    ("another page that is not found", survey(alias("klant.github.io", page=shows(404, "Weg"))), "sound"),
    ("the same page elsewhere", survey(alias("klant.dienst.example", page=FREE_PAGE)), "sound"),
    ("the domain is free", survey(alias("a.weg.example", AnswerKind.NO_NAME, GONE)), "claimable"),
    ("the service gives it away", survey(alias("k.azurewebsites.net", AnswerKind.NO_NAME, HERE)), "claimable"),
    ("the service says that it is free", survey(alias("klant.github.io", page=FREE_PAGE)), "claimable"),
    ("the name is gone", survey(alias("weg.dienst.example", AnswerKind.NO_NAME, HERE)), "dead"),
    ("and its domain not seen", survey(alias("weg.dienst.example", AnswerKind.NO_NAME, NO_ANSWER)), "dead"),
    (
        "the worst counts",
        survey(alias("a", AnswerKind.NO_NAME, HERE), alias("b", AnswerKind.NO_NAME, GONE)),
        "claimable",
    ),
    ("a name without answer", survey(unanswered=[f"mail.{DOMAIN}"]), "not-determined"),
    ("the service is silent", survey(alias("klant.github.io", page=BROKEN)), "not-determined"),
    ("not seen", sheet((ALIASES, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_alias_and_its_target_are_evidence() -> None:
    evidence = run(survey(alias("a.weg.example", AnswerKind.NO_NAME, GONE))).evidence
    assert evidence == {"names": [f"shop.{DOMAIN}"], "targets": ["a.weg.example"]}
