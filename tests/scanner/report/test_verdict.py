"""The heading says what is the case, and praises nothing that was not seen."""

from typing import Any

import pytest

from tests.scanner.report.documents import task
from weerbaar.scanner.advice.explain import Advice
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.points import Weighed
from weerbaar.scanner.report.verdict import sentence, summary
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.result import Interruption
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.severity import Severity

DUTCH = words(Language.NL)
ADVICE = Advice("", "", "", "", "", "", (), "", None)


def found(
    first: int = 0, better: int = 0, fine: int = 0, none: int = 0, off: int = 0, **evidence: Any
) -> list[Weighed]:
    numbers = {Mark.FIRST: first, Mark.BETTER: better, Mark.FINE: fine, Mark.NONE: none, Mark.OFF: off}
    return [
        Weighed(Finding("mail.mx", "x", evidence if mark is Mark.NONE else {}), Severity.NONE, mark, ADVICE)
        for mark, number in numbers.items()
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (found(first=1, fine=9), "Je bent op weg. Doe eerst dit ene ding."),
        (found(first=1, better=1, fine=9), "Je bent op weg. Doe eerst deze twee dingen."),
        (found(first=5, better=9, fine=9), "Je bent op weg. Doe eerst deze drie dingen."),
        (found(first=2, better=2), "Hier kun je beginnen. Doe eerst deze drie dingen."),
        (found(first=2, better=2, fine=1, none=30), "Hier kun je beginnen. Doe eerst deze drie dingen."),
        (found(better=4, fine=20, none=2), "Je staat er goed voor. Dit kan nog beter."),
        (found(better=1, fine=1, none=20), "We zagen maar een deel. Daarvan kan dit beter."),
        (found(fine=20, none=2, off=9), "Alles wat we van buiten konden zien, is in orde."),
        (found(fine=2, none=20), "We zagen maar een deel. Dat deel is in orde."),
        (found(none=20, off=3), "We konden niets meten. Daarom zeggen we nog niets over je beveiliging."),
        ([], "We konden niets meten. Daarom zeggen we nog niets over je beveiliging."),
    ],
)
def test_the_sentence_fits_what_was_found(points: list[Weighed], expected: str) -> None:
    assert sentence(points, (), DUTCH) == expected


@pytest.mark.parametrize(
    ("interruption", "expected"),
    [
        (Interruption.NO_SUCH_DOMAIN, "Deze domeinnaam bestaat niet. Er viel niets te meten."),
        (Interruption.RESOLVER_SILENT, "Onze naamserver gaf geen antwoord. We konden niets meten."),
    ],
)
def test_what_kept_us_from_looking_is_the_news(interruption: Interruption, expected: str) -> None:
    assert sentence(found(none=40), (interruption,), DUTCH) == expected


def test_addresses_of_a_private_network_are_the_news_when_they_hide_much() -> None:
    hidden = found(first=1, fine=10, none=12, reason="address-not-allowed")
    expected = "Deze naam wijst naar een eigen netwerk. Dat deel konden we niet meten."
    assert sentence(hidden, (Interruption.ADDRESS_NOT_ALLOWED,), DUTCH) == expected
    few = found(first=1, fine=30, none=2, reason="address-not-allowed")
    assert sentence(few, (Interruption.ADDRESS_NOT_ALLOWED,), DUTCH) == "Je bent op weg. Doe eerst dit ene ding."


def test_silence_never_gives_praise() -> None:
    for none in range(1, 40):
        text = sentence(found(fine=1, better=1, none=none), (), DUTCH)
        assert ("goed voor" in text) == (none <= 2)


def cost(*bands: str) -> str:
    tasks = [task(n, Mark.FIRST, "x", cost_code=band, minutes=25) for n, band in enumerate(bands)]
    return summary(tasks, found(first=len(bands), fine=1), (), DUTCH)


def test_the_first_tasks_are_added_up() -> None:
    assert cost("C0") == "De taak hieronder kost ongeveer 25 minuten en geen geld."
    assert cost("C0", "C0") == "Samen kosten de taken hieronder ongeveer 50 minuten en geen geld."
    assert (
        cost("C0", "C1", "C1")
        == "Samen kosten de taken hieronder ongeveer 1 uur en 15 minuten en minder dan €\u00a01.000."
    )
    assert cost("C1", "C5") == "Samen kosten de taken hieronder ongeveer 50 minuten werk."


def test_without_tasks_the_summary_says_how_to_go_on() -> None:
    assert summary((), found(fine=3), (), DUTCH) == "Je hoeft nu niets te doen. Meet over drie maanden opnieuw."
    assert summary((), found(none=3), (), DUTCH) == "Hieronder lees je wat er gebeurde en hoe je verdergaat."


def test_an_incomplete_scan_is_said_beside_the_result_but_not_beside_nothing() -> None:
    interruptions = (Interruption.TIME_LIMIT,)
    assert "niet compleet" in summary((), found(fine=3), interruptions, DUTCH)
    assert "niet compleet" not in summary((), found(none=3), interruptions, DUTCH)
