"""Carries out `weerbaar checks`: the catalogue in words."""

import difflib
import re
import sys
from collections.abc import Iterator

from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.advice.markdown import OutcomeTexts
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Check, Outcome
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, say
from weerbaar.scanner.cli.printer import can_show, wants_colour
from weerbaar.scanner.report.text import Style
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

_BOLD, _DIM = "1", "2"
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


def run_checks(wanted: str, reader: Reader, *, lang: str) -> None:
    """Print the list, one check, or one outcome of a check.

    Raises:
        Refusal: there is no such check or outcome.
    """
    reader.language = choose_language(lang)
    style = Style(colour=wants_colour(), unicode=can_show(sys.stdout.encoding or "ascii"))
    lines = _explain(wanted, reader.language, style) if wanted else _list(reader.language, style)
    encoding = sys.stdout.encoding or "ascii"
    text = "\n".join(lines) + "\n"
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def _list(language: Language, style: Style) -> Iterator[str]:
    width = max((len(check) for check in catalogue()), default=0)
    area = ""
    for check in catalogue().values():
        if check.area != area:
            if area:
                yield ""
            area = check.area
            yield style.paint(words(language).known("areas", area), _BOLD)
        yield f"  {check.id:<{width}}  {texts_of(check.id, language).title}"
    yield ""
    yield style.paint(say(language, "checks", "title", number=len(catalogue())), _DIM)


def _explain(wanted: str, language: Language, style: Style) -> Iterator[str]:
    check_id, _, outcome = wanted.strip().lower().partition("/")
    check = catalogue().get(check_id)
    if check is None or (outcome and outcome not in check.outcomes):
        raise _unknown(wanted)
    texts = texts_of(check.id, language)
    yield f"{style.paint(check.id, _BOLD)}  {texts.title}"
    yield from style.wrap(texts.intro)
    if language is Language.EN:
        yield from style.wrap(f"{say(language, 'checks', 'question')}: {check.question}")
    yield ""
    yield style.paint(say(language, "checks", "outcomes"), _BOLD)
    for name, possible in check.outcomes.items():
        if not outcome or name == outcome:
            yield from _outcome(name, possible, texts.outcomes[name], language, style, detailed=bool(outcome))
    yield ""
    yield f"{say(language, 'checks', 'facts')}: {', '.join(fact.key for fact in check.needs)}"
    yield ""
    yield style.paint(say(language, "checks", "sources"), _BOLD)
    for source in _sources(check):
        yield from style.wrap(source, "    ", "  - ")


def _outcome(
    name: str, outcome: Outcome, texts: OutcomeTexts, language: Language, style: Style, *, detailed: bool
) -> Iterator[str]:
    severity = f" {outcome.severity.value}" if outcome.status is Status.FAIL else ""
    yield f"  {style.paint(name, _BOLD)}  {style.paint(outcome.status.value + severity, _DIM)}"
    yield from style.wrap(_readable(texts.headline), "    ")
    if detailed and texts.steps:
        for text in (texts.what, texts.why):
            yield from style.wrap(_readable(text), "    ")
        yield f"    {say(language, 'checks', 'steps')}:"
        for number, step in enumerate(texts.steps, 1):
            yield from style.wrap(_readable(step), "       ", f"    {number}. ")


def _readable(text: str) -> str:
    """Placeholders as a person reads them: `{days_left}` becomes `(days left)`."""
    return _PLACEHOLDER.sub(lambda found: f"({found[1].replace('_', ' ')})", text)


def _sources(check: Check) -> Iterator[str]:
    spec = (check.folder / "spec.md").read_text("utf-8")
    section = re.search(r"^## Sources\n(.*?)(?=^## |\Z)", spec, re.MULTILINE | re.DOTALL)
    for line in section[1].splitlines() if section else ():
        if line.startswith("- "):
            yield line.removeprefix("- ").strip()


def _unknown(wanted: str) -> Refusal:
    every = [*catalogue(), *(f"{check.id}/{name}" for check in catalogue().values() for name in check.outcomes)]
    near = difflib.get_close_matches(wanted.strip().lower(), every, 1, 0.5)
    if near:
        return Refusal("unknown-check-near", {"value": wanted, "near": near[0]})
    return Refusal("unknown-check", {"value": wanted})
