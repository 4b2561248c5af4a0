"""What everybody is told after a hack: complete, dated, and without a number that nobody verified."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from weerbaar.portal.knowledge.emergency import FILE, Emergency, load_emergency, read_emergency
from weerbaar.questionnaires.content import InvalidContent, read_content

TEXT = FILE.read_text("utf-8")


def read(change: Callable[[str], str] = str) -> Emergency:
    changed = change(TEXT)
    return read_emergency(read_content(FILE, changed))


def replaced(old: str, new: str) -> Callable[[str], str]:
    assert old in TEXT
    return lambda text: text.replace(old, new, 1)


def line_of(part: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if part in line)


def test_the_danger_number_and_the_police_are_shown_with_the_day_they_were_checked() -> None:
    known = load_emergency()
    assert known.danger.phone == "112"
    shown = [(call.contact.phone, call.contact.checked_on) for call in known.calls if call.contact]
    assert shown == [("0900 8844", date(2026, 11, 24))]


def test_what_is_told_was_compared_with_its_source_not_too_long_ago() -> None:
    known = load_emergency()
    shown = [
        known.checked_on,
        known.danger.checked_on,
        *(call.contact.checked_on for call in known.calls if call.contact),
    ]
    today = datetime.now(UTC).date()
    assert all(day <= today <= day + timedelta(days=known.stale_after_days) for day in shown)
    assert known.stale_after_days <= 400


def test_the_order_begins_with_who_decides_and_holds_every_own_contact() -> None:
    assert [call.own for call in load_emergency().calls if call.own] == ["decider", "deputy", "it", "bank", "insurer"]


def test_a_number_that_nobody_verified_is_not_told() -> None:
    assert "088 786 73 72" in TEXT
    assert "088" not in repr(load_emergency())
    assert "Fraudehelpdesk" not in repr(load_emergency())


def test_a_number_is_told_once_it_is_verified() -> None:
    told = read(replaced("verified: false", "verified: true\n    checked_on: 2026-12-01"))
    assert [(call.contact.phone, call.contact.checked_on) for call in told.calls if call.contact][1] == (
        "088 786 73 72",
        date(2026, 12, 1),
    )


def test_a_rule_that_nobody_verified_is_not_told() -> None:
    before, after = TEXT.split("breach:\n  nl", 1)
    told = read(lambda _: before + "breach:\n  nl" + after.replace("verified: true", "verified: false", 1))
    assert told.breach == {"nl": "", "en": ""}
    assert "72 uur" in load_emergency().breach["nl"]


@pytest.mark.parametrize(
    ("old", "new", "at", "fault"),
    [
        ('phone: "112"', "phone: 112", 'phone: "112"', "expected a text in quotes"),
        ("schema: emergency-card/1", "schema: other/1", "schema:", "expected schema"),
        ("checked_on: 2026-11-24", "checked_on: yesterday", "checked_on: 2026", "expected a day"),
        ("danger: CT-112", "danger: CT-FRAUD", "danger:", "must be verified"),
        ("{who: CT-POLICE}", "{who: CT-POLITIE}", "{who: CT-POLICE}", "'CT-POLITIE' is not known"),
        ("source: helpdesk", "source: nobody", "source: helpdesk", "'nobody' is not known"),
        ("replace_after_days: 180", "replace_after_days: 0", "replace_after_days", "whole number"),
        ("verified: false ", "verified: maybe ", "verified: false ", "true or false"),
        ("- id: CT-POLICE", "- id: CT-112", "- id: CT-POLICE", "used before"),
        ('nl: "Bel, mail niet"', 'nl: ""', 'nl: "Bel, mail niet"', "no text in language 'nl'"),
        ('en: "Call, do not mail"', f'en: "{"word " * 21}"', 'en: "Call, do not mail"', "more than 20 words"),
    ],
)
def test_a_mistake_in_the_file_is_refused_with_its_line(old: str, new: str, at: str, fault: str) -> None:
    with pytest.raises(InvalidContent) as refused:
        read(replaced(old, new))
    assert fault in refused.value.fault
    assert str(refused.value).startswith(f"emergency.yaml:{line_of(at)}: ")


def test_a_list_that_is_missing_is_refused() -> None:
    with pytest.raises(InvalidContent, match="expected a list"):
        read(lambda text: text[: text.index("keep:")] + "keep: []\n" + text[text.index("breach:\n") :])


def test_sentences_are_short_and_nobody_is_shouted_at() -> None:
    known = load_emergency()
    texts = (
        [step.do for step in known.steps] + [step.how for step in known.steps] + [*known.keep, known.hang, known.breach]
    )
    for text in texts:
        for sentence in [part for words in text.values() for part in words.split(". ")]:
            assert len(sentence.split()) <= 15
            assert "!" not in sentence
