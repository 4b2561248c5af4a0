"""Spec, code, advice and cases of every check say the same, in both languages."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from weerbaar.scanner.advice.explain import explain, texts_of
from weerbaar.scanner.advice.markdown import OutcomeTexts
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Check, Outcome
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.probes.probe import provider_of
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

CHECKS = list(catalogue().values())
LONGEST_SENTENCE = 20  # words; fifteen is the aim, twenty the limit (advice style)
LONGEST_HEADLINE = 12

every_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
every_language = pytest.mark.parametrize("language", list(Language))


def spec_rows(check: Check) -> list[tuple[str, str, str]]:
    """(outcome, status, severity) of each row of the Outcomes table of spec.md."""
    text = (check.folder / "spec.md").read_text("utf-8")
    table = text.partition("## Outcomes")[2].partition("\n## ")[0]
    rows = [
        [cell.strip().strip("`") for cell in line.split("|")[1:4]]
        for line in table.splitlines()
        if line.startswith("|")
    ]
    return [(row[0], row[1], row[2]) for row in rows[2:]]


def cases(check: Check) -> list[tuple[str, FactSheet, str]]:
    """The cases of the check's own test module."""
    module = importlib.import_module(f"tests.scanner.checks.{check.folder.parent.name}.test_{check.folder.name}")
    found: list[tuple[str, FactSheet, str]] = module.CASES
    return found


def sentences(texts: OutcomeTexts) -> Iterator[str]:
    for text in (texts.headline, texts.seen, texts.what, texts.why, *texts.steps):
        yield from re.split(r"(?<=[.?!:])\s+", text)


@every_check
def test_spec_and_code_name_the_same_outcomes_in_the_same_order(check: Check) -> None:
    declared = [(name, outcome.status.value, outcome.severity.value) for name, outcome in check.outcomes.items()]
    assert spec_rows(check) == declared


@every_check
def test_the_spec_says_its_question_its_sources_and_when_they_were_read(check: Check) -> None:
    text = (check.folder / "spec.md").read_text("utf-8")
    assert text.startswith(f"# {check.id}\n")
    for heading in ("## Sources", "## Facts", "## Procedure", "## Outcomes", "## Known exceptions"):
        assert heading in text, heading
    assert re.search(r"read 20\d\d-\d\d-\d\d|text not read", text.partition("## Sources")[2].partition("\n## ")[0])
    for fact in check.needs:
        assert f"`{fact.key}`" in text


@every_language
@every_check
def test_the_advice_has_every_outcome_in_the_same_order(check: Check, language: Language) -> None:
    assert list(texts_of(check.id, language).outcomes) == list(check.outcomes)


@every_language
@every_check
def test_a_failing_outcome_says_what_why_what_to_do_and_how_much_work_it_is(check: Check, language: Language) -> None:
    for name, outcome in check.outcomes.items():
        texts = texts_of(check.id, language).outcomes[name]
        parts = (texts.what, texts.why, texts.steps, texts.message, texts.effort)
        assert all(parts) if outcome.status is Status.FAIL else not any(parts), f"{check.id}/{name}"
        assert len(texts.steps) <= 4


@every_check
def test_both_languages_estimate_the_same_effort(check: Check) -> None:
    dutch, english = (texts_of(check.id, language).outcomes for language in (Language.NL, Language.EN))
    assert {name: texts.effort for name, texts in dutch.items()} == {
        name: texts.effort for name, texts in english.items()
    }


@every_language
@every_check
def test_sentences_are_short(check: Check, language: Language) -> None:
    for name, texts in texts_of(check.id, language).outcomes.items():
        assert len(texts.headline.split()) <= LONGEST_HEADLINE, f"{name}: {texts.headline}"
        for sentence in sentences(texts):
            assert len(sentence.split()) <= LONGEST_SENTENCE, f"{name}: {sentence}"
            assert "!" not in sentence and "helaas" not in sentence.lower()


@every_check
def test_every_outcome_was_shown_in_a_case(check: Check) -> None:
    assert {expected for _, _, expected in cases(check)} == set(check.outcomes)


@every_language
@every_check
def test_the_evidence_of_every_case_fills_the_texts(check: Check, language: Language) -> None:
    for name, sheet, _ in cases(check):
        advice = explain(check.run(sheet), language, "bakkerij.example")
        for text in (advice.headline, advice.seen, advice.what, advice.why, *advice.steps, advice.message):
            assert "{" not in text.replace("{}", "") or "nginx" in text, f"{name}: {text}"


@every_check
def test_every_needed_fact_has_a_probe(check: Check) -> None:
    assert all(fact.key in provider_of() for fact in check.needs)


@every_check
def test_no_check_concludes_anything_from_an_empty_sheet(check: Check) -> None:
    finding = check.run(FactSheet("bakkerij.example"))
    assert check.outcomes[finding.outcome] == Outcome(Status.NOT_DETERMINED)


def test_there_are_checks() -> None:
    assert len(CHECKS) >= 30


def test_the_folder_names_of_checks_are_their_ids() -> None:
    for check in CHECKS:
        assert check.folder == Path(check.folder.parent.parent, *check.id.replace("-", "_").split("."))
