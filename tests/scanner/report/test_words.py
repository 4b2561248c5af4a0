"""Both languages say everything, and say it the same way."""

import re
import string
import tomllib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest

import weerbaar.scanner.report.words as module
from weerbaar.scanner.advice.markdown import COSTS, PROVIDERS, WHO
from weerbaar.scanner.report.document import Mark
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.result import Interruption
from weerbaar.scanner.vocabulary.language import Language

AT = datetime(2026, 11, 24, 8, 14, tzinfo=UTC)
FOLDER = Path(module.__file__).parent


def flat(language: Language) -> dict[str, str]:
    data = tomllib.loads((FOLDER / f"words.{language}.toml").read_text("utf-8"))
    tables = {key: table for key, table in data.items() if isinstance(table, dict)}
    return {f"{name}.{key}": str(text) for name, table in tables.items() for key, text in table.items()}


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_both_languages_have_the_same_texts_with_the_same_placeholders() -> None:
    dutch, english = flat(Language.NL), flat(Language.EN)
    assert dutch.keys() == english.keys()
    assert {key: placeholders(text) for key, text in dutch.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", Language)
def test_every_word_that_data_can_name_is_there(language: Language) -> None:
    tables: Any = words(language).tables
    assert set(tables["marks"]) == {mark.value for mark in Mark}
    assert set(tables["costs"]) == set(COSTS)
    assert set(tables["who"]) == set(WHO)
    assert set(tables["providers"]) == set(PROVIDERS)
    assert {word.value for word in Interruption} <= set(tables["how"])


@pytest.mark.parametrize("language", Language)
def test_sentences_are_short_and_calm(language: Language) -> None:
    for key, text in flat(language).items():
        assert "!" not in text, key
        for sentence in re.split(r"(?<=[.?:]) ", text):
            assert len(sentence.split()) <= 15, f"{key}: {sentence}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [(Language.NL, "24 november 2026 om 09.14 uur"), (Language.EN, "24 November 2026 at 09.14")],
)
def test_a_moment_is_told_in_dutch_time(language: Language, expected: str) -> None:
    assert words(language).moment(AT) == expected
    assert words(language).moment(AT.astimezone(timezone(timedelta(hours=-8)))) == expected


def test_summer_time_is_kept() -> None:
    assert words(Language.NL).moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2 juli 2026 om 00.30 uur"


def test_a_machine_without_time_zones_says_that_the_time_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(module, "ZoneInfo", lacks)
    module.dutch_zone.cache_clear()
    try:
        assert words(Language.NL).moment(AT) == "24 november 2026 om 08.14 uur (UTC)"
    finally:
        module.dutch_zone.cache_clear()


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (1, "1 minuut", "1 minute"),
        (15, "15 minuten", "15 minutes"),
        (60, "1 uur", "1 hour"),
        (90, "1 uur en 30 minuten", "1 hour and 30 minutes"),
        (480, "8 uur", "8 hours"),
    ],
)
def test_durations_read_naturally(minutes: int, dutch: str, english: str) -> None:
    assert words(Language.NL).duration(minutes) == dutch
    assert words(Language.EN).duration(minutes) == english


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert words(Language.NL).grouped(1000) == "1.000"
    assert words(Language.EN).grouped(1000) == "1,000"
