"""The bank is whole, and a half one is refused with file and line."""

from pathlib import Path

import pytest

from weerbaar.questionnaires.bank import Automation, BasicPrinciple
from weerbaar.questionnaires.content import InvalidContent, read_content
from weerbaar.questionnaires.load_bank import BANKS, load_bank, read_bank

PATH = BANKS / "basisscan" / "bank.yaml"
TEXT = PATH.read_text("utf-8")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_basisscan_has_thirty_four_questions_under_five_principles() -> None:
    bank = load_bank("basisscan")
    assert len(bank.questions) == 34
    assert {question.principle for question in bank.questions} == set(BasicPrinciple)
    assert bank.question("BP3-06").automation is Automation.FULL
    assert bank.question("BP5-03").choice("never").value == 0.0


def test_a_company_gets_the_questions_of_its_size() -> None:
    bank = load_bank("basisscan")
    assert "BP1-05" not in {question.id for question in bank.for_profile(1)}
    assert len(bank.for_profile(12)) == 34
    assert len(bank.for_profile(100_000)) == 34


@pytest.mark.parametrize(
    ("old", "new", "at", "fault"),
    [
        ("- id: BP1-02", "- id: BP1-01", "- id: BP1-01\n  principle: 1\n  topic: crown", "used before"),
        ("  scale: recency\n", "  scale: feeling\n", "scale: feeling", "none of"),
        ("  weight: 3\n", "  weight: 9\n", "weight: 9", "from 1 to 5"),
        ("  principle: 2\n", "  principle: 6\n", "principle: 6", "from 1 to 5"),
        ("  automation: none\n", "  automation: some\n", "automation: some", "none of"),
        (
            "effort: S, self: true, provider: advice",
            "effort: XL, self: true, provider: advice",
            "effort: XL",
            "none of",
        ),
        ("provider: training}", "provider: magic}", "provider: magic", "none of"),
        ("skip: [BP1-05,", "skip: [BP9-99,", "skip: [BP9-99", "no question"),
        ("{id: good,   max: 0.90", "{id: good,   max: 0.20", "- {id: urgent", "rise"),
    ],
)
def test_a_half_bank_is_refused_with_file_and_line(old: str, new: str, at: str, fault: str) -> None:
    text = TEXT.replace(old, new, 1)
    with pytest.raises(InvalidContent, match=fault) as refusal:
        read_bank(read_content(PATH, text))
    assert (refusal.value.file, refusal.value.line) == ("bank.yaml", line_of(text, at))


def test_a_missing_language_is_refused_with_its_line() -> None:
    text = TEXT.replace('  en: "Do you have a list of all devices', '  fr: "Do you have a list of all devices', 1)
    with pytest.raises(InvalidContent, match="language 'en'") as refusal:
        read_bank(read_content(PATH, text))
    assert refusal.value.line == line_of(text, "- id: BP1-01")


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "double key"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: 1\nyes: 2\n", 2, "quote it"),
        ("a: [1\n", 2, "expected"),
        ("", 0, "empty"),
    ],
)
def test_unsafe_or_ambiguous_yaml_is_refused(text: str, line: int, fault: str) -> None:
    with pytest.raises(InvalidContent, match=fault) as refusal:
        read_content(Path("odd.yaml"), text)
    assert refusal.value.line == line
