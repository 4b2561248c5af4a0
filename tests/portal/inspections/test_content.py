"""The file of what a walk-round looks at: whole, and refused with its line when it is not."""

from collections.abc import Callable

import pytest

from weerbaar.portal.inspections.content import FILE, load_inspection, read_inspection
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.content import InvalidContent, read_content


def test_it_holds_both_rounds_and_forty_kinds_of_points() -> None:
    known = load_inspection()
    assert set(known.rounds) == set(Light)
    assert len(known.types) == 40
    assert known.types["PT-LAMP"].record == ("pole_number",)
    assert [one.deadline_days for one in known.severities.values()] == [1, 14, 42, 183]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("schema: inspection/1", "schema: inspection/2"), "expected schema"),
        (lambda text: text.replace("PT-SIGN", "PT-ROAD"), "was used before"),
        (lambda text: text.replace("aspect: traffic", "aspect: weather", 1), "'weather' is not known"),
        (lambda text: text.replace("owner: municipality", "owner: somebody", 1), "'somebody' is not known"),
        (lambda text: text.replace("severity: S2", "severity: S8", 1), "'S8' is not known"),
        (lambda text: text.replace("rounds: [DAY]", "rounds: []", 1), "on no round"),
        (lambda text: text.replace("rounds: [DAY]", "rounds: [NOON]", 1), "'NOON' is not known"),
        (lambda text: text.replace("record: [pole_number]", "record: [colour]"), "'colour' is not known"),
        (lambda text: text.replace("record: [pole_number]", "record: []"), "no type of point asks for 'pole_number'"),
        (lambda text: text.replace("measure: M-PUB-01", "measure: M-X-99"), "'M-X-99' is not known"),
        (lambda text: text.replace("deadline_days: 14", "deadline_days: 0"), "above zero"),
        (lambda text: text.replace("deadline_days: 14", "deadline_days: 50"), "has to have more days"),
        (lambda text: text.replace("id: DARK", "id: DAY"), "one round by day and one in the dark"),
        (lambda text: text.replace("participants: [association", "participants: [anybody"), "'anybody' is not known"),
        (lambda text: text.replace('nl: "Gezichten van mensen."', 'nl: ""'), "no text in language 'nl'"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(change: Callable[[str], str], fault: str) -> None:
    text = FILE.read_text("utf-8")
    assert change(text) != text
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_inspection(read_content(FILE, change(text)), load_safety())
    assert refused.value.line > 0
