"""The same page over both families, for a host that both families reach."""

import pytest

from tests.scanner.checks.dns.builders import NO_ANSWER, NOW, sheet
from weerbaar.scanner.checks.ipv6.web_same_content.check import run
from weerbaar.scanner.facts.http import TWIN_PAGES, TwinPage
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet

URL = "https://bakkerij.example/"


def twin(ipv6: int = 200, likeness: float = 1.0, *, ipv4: int = 200, places: tuple[str, str] = ("", "")) -> FactSheet:
    return sheet((TWIN_PAGES, Observed((TwinPage(URL, ipv4, ipv6, *places, likeness),), NOW)))


NOBODY: tuple[TwinPage, ...] = ()
WWW, LOGIN = "https://www.bakkerij.example/", "https://bakkerij.example/login"
CASES: list[tuple[str, FactSheet, str]] = [
    ("the same", twin(), "same"),
    ("another advertisement", twin(likeness=0.6), "same"),
    ("the page of another server", twin(likeness=0.05), "different"),
    ("an error over IPv6", twin(404, 0.0), "different"),
    ("no encrypted connection over IPv6", twin(0, 0.0), "different"),
    ("the same way on", twin(301, 0.0, ipv4=301, places=(WWW, WWW)), "same"),
    ("another way on", twin(301, 1.0, ipv4=301, places=(WWW, LOGIN)), "different"),
    ("no host has both", sheet((TWIN_PAGES, Observed(NOBODY, NOW))), "not-applicable"),
    ("not looked", sheet((TWIN_PAGES, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_both_answers_are_evidence() -> None:
    assert run(twin(404, 0.2)).evidence == {"url": URL, "ipv4": 200, "ipv6": 404, "percent": 20}
