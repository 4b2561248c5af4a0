"""Priorities from a table: all rows or none, with the line of what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.portal.trajectories.errors import PlanFault, PlanRefused
from weerbaar.portal.trajectories.safety_plans.read_priorities import read_priorities
from weerbaar.portal.trajectories.safety_plans.read_safety_plan import FILE, load_plan_guide, read_plan_guide
from weerbaar.questionnaires.content import InvalidContent, read_content

DUTCH = "veld;prioriteit;periode;indicator;doel;functie\nFysieke veiligheid;Voorbereid op water;2026-2029;;;wethouder\n"
ENGLISH = '\ufefffield,text_short,period\nIVP-BUSINESS,"Companies, resilient online",2026-2029\n\n'


def test_dutch_and_stored_names_are_read_alike() -> None:
    first = read_priorities(DUTCH.encode())[0]
    assert (first.field, first.text_short, first.lead_function) == ("IVP-PHYSICAL", "Voorbereid op water", "wethouder")
    second = read_priorities(ENGLISH.encode())[0]
    assert (second.field, second.text_short) == ("IVP-BUSINESS", "Companies, resilient online")


@pytest.mark.parametrize(
    ("data", "fault", "line"),
    [
        (b"", PlanFault.NO_COLUMN, 1),
        (b"veld;periode\n", PlanFault.NO_COLUMN, 1),
        (b"veld;prioriteit;periode\nIVP-BUSINESS;a;b\nIVP-LUNCH;a;b\n", PlanFault.UNKNOWN_FIELD, 3),
        (b"veld;prioriteit;periode\nIVP-BUSINESS;;b\n", PlanFault.NO_TEXT, 2),
        (b"veld;prioriteit;periode\nIVP-BUSINESS;" + b"x" * 201 + b";b\n", PlanFault.TOO_LONG, 2),
        (b"veld;prioriteit;periode\n" + b"IVP-BUSINESS;a;b\n" * 101, PlanFault.TOO_MANY, 0),
        (b"\xff\xfe", PlanFault.NOT_TEXT, 0),
        (b"veld;prioriteit;periode\n\0", PlanFault.NOT_TEXT, 0),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_its_line(data: bytes, fault: PlanFault, line: int) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_priorities(data)
    assert (refused.value.fault, refused.value.line) == (fault, line)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"veld;prioriteit;periode\n{text}".encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows = read_priorities(data)
    except PlanRefused:
        return
    assert all(row.field in load_plan_guide().fields and row.text_short and row.period for row in rows)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("safety-plan/1", "safety-plan/2", "expected schema"),
        ("id: IVP-BUSINESS", "id: IVP-LIVING", "was used before"),
        ("aspects: [fire, flood, traffic]", "aspects: [fire, weather]", "there is no aspect"),
        ("months_before_end: 12", "months_before_end: soon", "expected a number of months"),
        ("verified: false", "verified: perhaps", "expected true or false"),
    ],
)
def test_the_guide_is_whole_or_refused_by_its_line(old: str, new: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(InvalidContent, match=said) as refused:
        read_plan_guide(read_content(FILE, text.replace(old, new, 1)))
    assert refused.value.line > 0
