"""The report as the result page shows it."""

import dataclasses

import pytest
from django.utils import translation

from tests.portal.results import a_result
from weerbaar.portal.web.public.result_view import result_view
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.report.document import Mark, ReportDocument
from weerbaar.scanner.vocabulary.language import Language


@pytest.fixture
def report() -> ReportDocument:
    return compose(a_result(), Language.NL)


def test_three_things_come_first_and_all_are_numbered_in_order(report: ReportDocument) -> None:
    many = dataclasses.replace(report, tasks=report.tasks * 2)
    view = result_view(many)
    assert len(view.first) == 3
    assert [item.number for item in (*view.first, *view.later)] == list(range(1, len(many.tasks) + 1))
    assert [item.task for item in (*view.first, *view.later)] == list(many.tasks)


def test_the_grid_and_its_label_count_the_same_points(report: ReportDocument) -> None:
    view = result_view(report)
    assert sum(number for _, number in view.grid) == view.points
    assert {mark for mark, _ in view.grid} <= {mark.value for mark in Mark} - {"off"}
    assert all(str(number) in view.grid_label for _, number in view.grid)


def test_the_sentence_is_shown_sentence_by_sentence(report: ReportDocument) -> None:
    view = result_view(dataclasses.replace(report, sentence="Je bent op weg. Doe eerst deze drie dingen."))
    assert view.sentences == ("Je bent op weg.", "Doe eerst deze drie dingen.")


@pytest.mark.parametrize(
    ("who", "words", "icon"),
    [
        ("it_supplier", "Stuur naar mijn IT-leverancier", "tool"),
        ("web_builder", "Stuur naar mijn websitebouwer", "world"),
        ("mail_provider", "Stuur naar mijn mailaanbieder", "mail"),
        ("host", "Stuur naar mijn hostingbedrijf", "server"),
        ("self", "Laat zien hoe", "user"),
        ("somebody_new", "Laat zien hoe", "user"),
    ],
)
def test_the_button_says_who_is_to_do_it(report: ReportDocument, who: str, words: str, icon: str) -> None:
    task = dataclasses.replace(report.tasks[0], who_code=who)
    with translation.override("nl"):
        view = result_view(dataclasses.replace(report, tasks=(task,)))
    assert (view.first[0].invitation, view.first[0].icon) == (words, icon)


def test_ten_points_that_are_fine_are_shown_and_the_rest_can_be_unfolded(report: ReportDocument) -> None:
    view = result_view(dataclasses.replace(report, fine=tuple(f"Punt {n}" for n in range(13))))
    assert len(view.fine) == 10
    assert view.more_fine == ("Punt 10", "Punt 11", "Punt 12")
