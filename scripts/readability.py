"""How easily our texts read, by published formulas: a page for people to look at, not a gate.

Dutch: Flesch-Douma, 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence (W. H. Douma, *De leesbaarheid van
landbouwbladen*, Wageningen 1960). English: Flesch Reading Ease, 206.835 - 1.015 x words per sentence - 84.6 x syllables per word
(R. Flesch, *A new readability yardstick*, Journal of Applied Psychology 32, 1948). Higher reads easier; 60 to 70 is plain.
Syllables are counted as groups of vowels, which is right for most words and the same for all texts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from weerbaar.questionnaires.load_bank import load_bank
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.vocabulary.language import Language

ROOT = Path(__file__).parents[1]
LONG = 15  # words: what the voice of the product asks for
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*")
_HEAD = """# How easily the texts read

No gate: a page to look at. Dutch by Flesch-Douma, English by Flesch Reading Ease: higher reads easier, 60 to 70 is plain
language, over 70 is easy. The formulas and their sources: `scripts/readability.py`. What stands between brackets is left out.

| texts | language | sentences | words a sentence | over 15 words | score |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Ease:
    """What was counted in one collection of texts, and its score."""

    sentences: int
    words_a_sentence: float
    long: int
    score: float


def measure(texts: Iterable[str], language: Language) -> Ease:
    """The figures of these texts together."""
    sentences = [words for text in texts for words in _sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    a_sentence = len(words) / len(sentences)
    a_word = syllables / len(words)
    start, by_word, by_sentence = (206.84, 77, 0.93) if language is Language.NL else (206.835, 84.6, 1.015)
    score = start - by_word * a_word - by_sentence * a_sentence
    return Ease(len(sentences), a_sentence, sum(len(sentence) > LONG for sentence in sentences), score)


def readability_page() -> str:
    """The page."""
    rows = []
    for language in Language:
        for name, texts in _collections(language).items():
            ease = measure(texts, language)
            figures = f"{ease.sentences} | {ease.words_a_sentence:.1f} | {ease.long} | {ease.score:.0f}"
            rows.append(f"| {name} | {language.value} | {figures} |\n")
    return _HEAD + "".join(rows)


def _collections(language: Language) -> dict[str, list[str]]:
    bank = load_bank("basisscan")
    return {
        "advice of the checks": list(_advice(language)),
        "questions of the Basisscan, and why": [
            text for question in bank.questions for text in (question.texts[language], question.why[language])
        ],
        "actions of the Basisscan": [question.action.texts[language] for question in bank.questions],
        "pages and letters": _pages(language),
    }


def _advice(language: Language) -> Iterator[str]:
    for check in catalogue():
        texts = texts_of(check, language)
        yield texts.intro
        for outcome in texts.outcomes.values():
            yield from (outcome.headline, outcome.seen, outcome.what, outcome.why, *outcome.steps)


def _pages(language: Language) -> list[str]:
    from weerbaar.portal.web.texts.po import read_po

    messages = read_po((ROOT / "src/weerbaar/portal/web/locale/nl/LC_MESSAGES/django.po").read_text("utf-8"))
    kept = {message: texts for message, texts in messages.items() if message.text}
    if language is Language.NL:
        return [text for texts in kept.values() for text in texts]
    return [text for message in kept for text in (message.text, message.plural) if text]


def _sentences(text: str) -> Iterator[list[str]]:
    plain = re.sub(r"<[^>]+>|\([^)]*\)|%\(\w+\)s|\{\w+\}|`[^`]*`", " ", text)
    for sentence in re.split(r"(?<=[.?!:])\s+|\n", plain):
        words = _WORD.findall(sentence)
        if len(words) > 2:  # a label is no sentence
            yield words
