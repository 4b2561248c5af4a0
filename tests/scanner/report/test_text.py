"""The text report fits eighty columns, reads without colour, and cannot fool a terminal."""

import re

import pytest

from tests.scanner.report.documents import bad, good, hostile, nothing
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.report.text import Style, render, width_of

REPORTS = [bad(), good(), nothing(), hostile()]
NAMES = ["bad", "good", "nothing", "hostile"]
HEAD = """\
bakkerij-deegrol.example
Gemeten van buiten op 24 november 2026 om 09.14 uur.

Je bent op weg. Doe eerst deze drie dingen.
Samen kosten de taken hieronder ongeveer 50 minuten en geen geld.

  1. Zorg dat niemand kan mailen uit jouw naam
     Een klant kan een valse rekening krijgen met jouw naam erop.
     15 minuten · Geen kosten · Klus voor je IT-leverancier
"""


def test_the_answer_stands_at_the_top() -> None:
    assert render(bad()).startswith(HEAD)


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_asked(report: ReportDocument, width: int) -> None:
    lines = render(report, Style(width=width)).splitlines()
    too_wide = [line for line in lines if width_of(line) > width]
    assert too_wide == []


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_without_colour_there_are_no_escape_codes(report: ReportDocument) -> None:
    assert "\x1b" not in render(report)


def test_colour_changes_nothing_but_colour() -> None:
    coloured = render(bad(), Style(colour=True))
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(bad())


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_output_that_knows_only_ascii_gets_ascii(report: ReportDocument) -> None:
    text = render(report, Style(unicode=False))
    assert text.isascii()
    assert text.count("\n") > 5


def test_the_first_three_are_explained_and_the_rest_is_named() -> None:
    text = render(bad())
    assert text.count("Bericht om door te sturen:") == 3
    assert "  9. Zet beveiliging nummer 6 van je site aan" in text
    assert "De stappen van deze taken staan in het rapport als html of pdf." in text


def test_a_message_can_be_copied_line_by_line() -> None:
    lines = [line.partition("│ ")[2] for line in render(bad()).splitlines() if "│ " in line]
    assert " ".join(lines).startswith(bad().tasks[0].message)


def test_what_could_not_be_measured_is_said_with_its_reason() -> None:
    text = " ".join(render(bad()).split())
    assert "○ De server vroeg ons later terug te komen. Niet gemeten: Tweede mailserver, Verlopen sleutel." in text


def test_a_report_about_nothing_has_no_details() -> None:
    text = render(nothing())
    assert "Deze domeinnaam bestaat niet." in text
    assert "Alles wat we maten" not in text


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert width_of("例え") == 4
    assert width_of("e\u0301") == 1
