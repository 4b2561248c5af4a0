"""Names that look alike: a time-out is never a registration, and one that takes mail is worth a warning."""

from collections.abc import Iterable

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, sheet
from weerbaar.scanner.checks.dns.lookalikes.check import run
from weerbaar.scanner.facts.lookalikes import SURVEY, Lookalike, LookalikeSurvey
from weerbaar.scanner.facts.observation import Observation, Observed
from weerbaar.scanner.facts.sheet import FactSheet

YES, NO = Observed(True, NOW), Observed(False, NOW)


def one(name: str, mail: Observation[bool]) -> Lookalike:
    """A registered name."""
    return Lookalike(name, "swap", mail, YES)


def survey(*registered: Lookalike, unanswered: int = 0, own: Iterable[str] = ()) -> FactSheet:
    """A hundred names asked."""
    return sheet((SURVEY, Observed(LookalikeSurvey(100, unanswered, registered, tuple(own)), NOW)))


PARKED, MAILING, UNCLEAR = one("bakerij.example", NO), one("bakkeri.example", YES), one("bakkerj.example", NO_ANSWER)

CASES: list[tuple[str, FactSheet, str]] = [
    ("nobody", survey(), "none"),
    ("only the owner", survey(own=["bakkerij-online.example"]), "none"),
    ("a few without an answer", survey(unanswered=10), "none"),
    ("one that takes no mail", survey(PARKED), "registered"),
    ("one that takes mail", survey(PARKED, MAILING), "mail-capable"),
    ("one that takes mail, and many without an answer", survey(MAILING, UNCLEAR, unanswered=90), "mail-capable"),
    ("many without an answer", survey(unanswered=11), "not-determined"),
    ("not seen whether it takes mail", survey(PARKED, UNCLEAR), "not-determined"),
    ("not looked", sheet((SURVEY, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_names_are_told_apart_in_evidence() -> None:
    evidence = run(survey(PARKED, MAILING, own=["bakkerij-online.example"])).evidence
    assert evidence["registered"] == ["bakerij.example", "bakkeri.example"]
    assert evidence["with_mail"] == ["bakkeri.example"]
    assert evidence["own"] == ["bakkerij-online.example"]
