"""The words of the bank's actions: whole in both languages, short, plain, and kind."""

import re
from collections.abc import Iterator

import pytest

from tests.portal.action_plans.looks import BANK
from weerbaar.portal.action_plans.plan.how import HowTo, how_to
from weerbaar.portal.action_plans.plan.table import cause_table
from weerbaar.scanner.vocabulary.language import Language

LONGEST_SENTENCE = 15
LANGUAGES = list(Language)


def for_people(language: Language) -> Iterator[str]:
    """What an entrepreneur reads; what a supplier is asked may be technical."""
    for how in how_to(language).values():
        yield from (how.why, *how.steps)
    yield from (row.titles[language.value] for row in cause_table().rows.values() if row.titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_of_the_bank_says_why_and_how(language: Language) -> None:
    of_bank = {question.action.id for question in BANK.questions}
    assert set(how_to(language)) == of_bank
    assert [key for key, how in how_to(language).items() if not how.why or not 3 <= len(how.steps) <= 4] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_supplier_can_do_says_what_to_ask(language: Language) -> None:
    for question in BANK.questions:
        how = how_to(language)[question.action.id]
        assert bool(how.ask) is (question.action.provider != "none"), question.action.id


def test_both_languages_have_the_same_parts() -> None:
    def shape(how: HowTo) -> tuple[int, bool, int]:
        return len(how.steps), bool(how.ask), len(how.settings)

    dutch, english = how_to(Language.NL), how_to(Language.EN)
    assert {key: shape(how) for key, how in dutch.items()} == {key: shape(how) for key, how in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short_and_nobody_is_shouted_at_or_pitied(language: Language) -> None:
    sentences = [line for text in for_people(language) for line in re.split(r"(?<=[.?:])\s+", text)]
    assert [line for line in sentences if len(line.split()) > LONGEST_SENTENCE] == []
    assert [line for line in sentences if "!" in line or re.search(r"\b(u|uw|helaas|eenvoudig)\b", line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_ends_as_a_sentence(language: Language) -> None:
    assert [step for how in how_to(language).values() for step in how.steps if not step.endswith((".", "?"))] == []
