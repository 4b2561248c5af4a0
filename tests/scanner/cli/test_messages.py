"""Every sentence of the command line exists in both languages and stays calm."""

import errno
import re
import string
import tomllib
from pathlib import Path

import pytest

import weerbaar.scanner.cli.messages as module
from weerbaar.scanner.cli.messages import Refusal, name_sentence, refusal_sentence, say, setting_sentence
from weerbaar.scanner.probes.probe import Stage
from weerbaar.scanner.scan.result import Interruption
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, InvalidSettings, NameFault
from weerbaar.scanner.vocabulary.language import Language


def flat(language: Language) -> dict[str, str]:
    path = Path(module.__file__).with_name(f"messages.{language}.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    tables = {key: table for key, table in data.items() if isinstance(table, dict)}
    return {f"{name}.{key}": text for name, table in tables.items() for key, text in table.items()}


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    def fields(text: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    dutch, english = flat(Language.NL), flat(Language.EN)
    assert {key: fields(text) for key, text in dutch.items()} == {key: fields(text) for key, text in english.items()}


@pytest.mark.parametrize("language", Language)
def test_there_is_a_sentence_for_everything_that_can_happen(language: Language) -> None:
    keys = flat(language).keys()
    assert {f"names.{fault.value}" for fault in NameFault} <= keys
    assert {f"interruptions.{word.value}" for word in Interruption} <= keys
    assert {f"progress.{stage.value}" for stage in Stage} <= keys


@pytest.mark.parametrize("language", Language)
def test_every_refusal_in_the_code_has_its_sentence(language: Language) -> None:
    sources = list(Path(module.__file__).parent.glob("*.py"))
    used = {key for path in sources for key in re.findall(r'Refusal\(\s*"([a-z-]+)"', path.read_text("utf-8"))}
    assert len(used) > 8
    assert {f"refusals.{key}" for key in used} <= flat(language).keys()


@pytest.mark.parametrize("language", Language)
def test_sentences_are_short_and_calm(language: Language) -> None:
    for key, text in flat(language).items():
        assert "!" not in text, key
        for sentence in re.split(r"(?<=[.?:]) ", text):
            assert len(sentence.split()) <= 15, f"{key}: {sentence}"


def test_what_was_typed_is_cleaned_and_cut() -> None:
    error = InvalidDomainName("\x1b[2J" + "x" * 500, NameFault.NO_DOT)
    sentence = name_sentence(Language.NL, error)
    assert "\x1b" not in sentence
    assert len(sentence) < 120


def test_a_suggestion_is_made_where_there_is_one() -> None:
    error = InvalidDomainName("https://bedrijf.nl/x", NameFault.IS_URL, "bedrijf.nl")
    assert name_sentence(Language.NL, error).endswith("Geef alleen de domeinnaam. Bedoel je bedrijf.nl?")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "het bestaat niet"),
        (errno.EACCES, "je hebt er geen rechten voor"),
        (errno.EISDIR, "het is een map"),
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EIO, "er ging iets mis"),
    ],
)
def test_an_error_of_the_system_becomes_words(number: int, words: str) -> None:
    refusal = Refusal("unreadable", {"file": "lijst.txt", "fault": OSError(number, "x")})
    assert refusal_sentence(Language.NL, refusal) == f"lijst.txt is niet te lezen: {words}."


def test_a_setting_is_named_as_it_is_typed() -> None:
    option = InvalidSettings("allow-range", "x", "not-a-network")
    variable = InvalidSettings("WEERBAAR_ALLOW_RANGES", "x", "not-a-network")
    strange = InvalidSettings("ca_file", "x", "on-fire")
    assert setting_sentence(Language.EN, option).startswith("--allow-range: x is not a range")
    assert setting_sentence(Language.EN, variable).startswith("WEERBAAR_ALLOW_RANGES: x is not a range")
    assert setting_sentence(Language.EN, strange) == "--ca-file: x cannot be used (on-fire)."


def test_braces_in_what_was_typed_are_only_text() -> None:
    assert say(Language.EN, "refusals", "unknown-check", value="{0.__class__}") == "There is no check {0.__class__}."
