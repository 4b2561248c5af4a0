"""Early data: a ticket that allows it is enough, and without tickets there is none."""

import pytest

from tests.scanner.checks.tls.builders import MISSED, not_surveyed, survey, surveyed
from weerbaar.scanner.checks.tls.early_data.check import run
from weerbaar.scanner.facts.observation import Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet

CASES: list[tuple[str, FactSheet, str]] = [
    ("tickets without early data", surveyed(survey()), "off"),
    ("a ticket that allows 16 kB", surveyed(survey(early_data=16384)), "on"),
    ("TLS 1.2 only", surveyed(survey(early_data=Unobserved(Reason.NOT_OFFERED))), "not-applicable"),
    ("missed", surveyed(survey(early_data=MISSED)), "not-determined"),
    ("no secure website", surveyed(), "not-applicable"),
    ("nobody surveyed", not_surveyed(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_host_and_the_amount_are_named() -> None:
    finding = run(surveyed(survey(), survey(host="www.bakkerij.example", early_data=1024)))
    assert (finding.evidence["hosts"], finding.evidence["octets"]) == (["www.bakkerij.example"], 1024)


def test_a_stored_survey_of_an_earlier_version_says_nothing() -> None:
    assert run(surveyed(survey(early_data=Unobserved(Reason.NOT_LOOKED)))).outcome == "not-determined"
