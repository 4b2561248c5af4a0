"""What depths mean and what to ask: complete, and refused with file and line where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.incidents.read_plot_pack import FILE, PlotPart, load_plot_pack, read_plot_pack
from weerbaar.portal.incidents.words import Chance
from weerbaar.questionnaires.content import InvalidContent, read_content

TEXT = FILE.read_text("utf-8")


def test_there_are_twenty_questions_about_water_and_fire() -> None:
    parts = [question.part for question in load_plot_pack().questions.values()]
    assert (parts.count(PlotPart.FLOOD), parts.count(PlotPart.FIRE)) == (8, 12)


@given(st.integers(1, 3000))
def test_every_depth_above_zero_has_just_one_band(depth_cm: int) -> None:
    fitting = [
        band
        for band in load_plot_pack().depth_bands
        if band.from_cm <= depth_cm and (band.to_cm is None or depth_cm < band.to_cm)
    ]
    assert fitting == [load_plot_pack().band_of(depth_cm)]


def test_a_dry_plot_has_no_band() -> None:
    assert load_plot_pack().band_of(0) is None


def test_what_nobody_verified_is_not_told() -> None:
    pack = load_plot_pack()
    assert [chance.id for chance in pack.chances] == list(Chance)
    assert {chance.meaning for chance in pack.chances} == {None}
    assert "333" in TEXT
    assert "333" not in repr(pack.rules)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("schema: plot-pack/1", "schema: other/1", "expected schema"),
        ("from_cm: 20\n", "from_cm: 25\n", "do not join"),
        ("to_cm: null", "to_cm: 900", "only the last band has no end"),
        ("id: FF-W02", "id: FF-W01", "stands here twice"),
        ("scale: coverage", "scale: other", "'other' is not known"),
        ("part: flood", "part: storm", "'storm' is not known"),
        ("critical: false", "critical: perhaps", "expected true or false"),
        ("{id: T100,", "{id: T50,", "'T50' is not known"),
        ("source: venlo_1", "source: nobody", "'nobody' is not known"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_the_line(old: str, new: str, fault: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_plot_pack(read_content(FILE, TEXT.replace(old, new, 1)))
    assert refused.value.line > 0
