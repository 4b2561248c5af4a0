"""`weerbaar checks` tells what is looked at, in both languages."""

from collections.abc import Callable

import pytest

from tests.scanner.cli.conftest import Ended
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.language import Language

Here = Callable[..., Ended]


@pytest.mark.parametrize("language", Language)
def test_every_check_is_listed_with_its_title(here: Here, language: Language) -> None:
    out = here("checks", "--lang", language.value).out
    for check in catalogue():
        assert f"  {check} " in out
        assert texts_of(check, language).title in out
    assert f"{len(catalogue())} " in out.splitlines()[-1]


@pytest.mark.parametrize("language", Language)
def test_every_check_can_be_explained(here: Here, language: Language) -> None:
    for check in catalogue().values():
        ended = here("checks", check.id, "--lang", language.value)
        assert ended.code == 0
        for outcome in check.outcomes:
            assert f"  {outcome}  " in ended.out
        assert "  - " in ended.out, f"{check.id} has no sources"
        assert "{" not in ended.out
        assert max(map(len, ended.out.splitlines())) <= 130


def test_an_outcome_is_explained_with_its_steps(here: Here) -> None:
    out = here("checks", "mail.dmarc-policy/missing").out
    assert "FAIL HIGH" in out
    assert "Wat je doet:" in out
    assert "monitoring-only" not in out


def test_the_english_explanation_has_the_question_of_the_specification(here: Here) -> None:
    question = catalogue()["mail.dmarc-policy"].question
    out = " ".join(here("checks", "MAIL.dmarc-policy", "--lang", "en").out.split())
    assert f"Question: {question}" in out


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("mail.dmark-policy", "Er is geen controle mail.dmark-policy. Bedoel je mail.dmarc-policy?"),
        ("mail.dmarc-policy/misssing", "Bedoel je mail.dmarc-policy/missing?"),
        ("koffie", "Er is geen controle koffie."),
    ],
)
def test_an_unknown_check_is_refused_with_the_nearest(here: Here, wanted: str, sentence: str) -> None:
    ended = here("checks", wanted)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.err
