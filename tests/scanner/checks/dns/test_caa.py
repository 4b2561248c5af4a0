"""Who may issue: the nearest records on the way up count."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, answer, sheet
from weerbaar.scanner.checks.dns.caa.check import run
from weerbaar.scanner.facts.dns import CAA, Answer
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet


def climb(*answers: Answer) -> FactSheet:
    return sheet((CAA, Observed(answers, NOW)))


CASES: list[tuple[str, FactSheet, str]] = [
    ("an issuer", climb(answer("CAA", '0 issue "letsencrypt.org"')), "present"),
    ("nobody may", climb(answer("CAA", '0 issue ";"')), "present"),
    ("at the parent", climb(answer("CAA"), answer("CAA", '0 issue "ca.example"', name="example")), "present"),
    ("nothing on the whole way up", climb(answer("CAA"), answer("CAA", name="example")), "missing"),
    ("only an address for reports", climb(answer("CAA", '0 iodef "mailto:a@bakkerij.example"')), "missing"),
    ("no grammar", climb(answer("CAA", '0 issue "lets encrypt"')), "malformed"),
    ("no answer", sheet((CAA, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_the_wrong_record_is_evidence() -> None:
    assert run(CASES[5][1]).evidence["wrong"] == ['0 issue "lets encrypt"']
