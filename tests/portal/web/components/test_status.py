"""Judgements as shape and word."""

import re

import pytest
from django.template import Template
from django.template.context import Context

from weerbaar.portal.web.components.status import shape, st, statusgrid
from weerbaar.scanner.report.document import Mark


@pytest.mark.parametrize("mark", [mark.value for mark in Mark])
def test_every_mark_of_the_report_has_a_shape_and_a_word(mark: str) -> None:
    pill = st(mark, "Een woord")
    assert "<svg" in pill
    assert "Een woord</span>" in pill


def test_no_two_judgements_have_the_same_shape() -> None:
    shapes = [shape(mark) for mark in ("first", "better", "fine", "none", "busy")]
    assert len(set(shapes)) == 5


def test_without_a_word_the_shape_stands_alone_and_is_hidden_from_screen_readers() -> None:
    assert st("fine", "").startswith('<span class="st fine bare"><svg viewBox="0 0 20 20" aria-hidden="true"')


def test_a_word_from_elsewhere_cannot_become_markup() -> None:
    assert "<script" not in st("fine", "<script>alert(1)</script>")


def test_the_grid_has_one_plot_for_each_point_and_a_label_that_says_the_same() -> None:
    grid = statusgrid([("first", 3), ("better", 0), ("fine", 15), ("none", 2)], "20 punten: 3 eerst, 15 goed, 2 niet")
    assert grid.count("<g ") == 20
    assert grid.count('color="var(--wb-first)"') == 3
    assert grid.count('color="var(--wb-better)"') == 0
    assert 'role="img" aria-label="20 punten: 3 eerst, 15 goed, 2 niet"' in grid
    assert re.search(r'viewBox="0 0 282 102"', grid)


def test_a_grid_of_nothing_is_still_a_picture() -> None:
    assert 'viewBox="0 0 282 30"' in statusgrid([], "0 punten")


def test_templates_know_the_components_by_name() -> None:
    page = Template('{% st "first" "Doe dit eerst" %}{% icon "clock" %}{% picture "logo" %}').render(Context())
    assert page.count("<svg") == 3


def test_a_mark_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        shape("worse")


def test_many_points_make_the_grid_wider_and_not_longer() -> None:
    assert 'viewBox="0 0 498 174"' in statusgrid([("fine", 69)], "69 punten")
