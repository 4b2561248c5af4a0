"""From a finding to plain words in the reader's language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.advice.markdown import CheckTexts, Effort, read_texts
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts.observation import Reason
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.language import Language

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# Evidence comes from strangers' servers: one value never fills a page.
_MAX_VALUE = 300
_MAX_ITEMS = 6


@dataclass(frozen=True, slots=True)
class Advice:
    """The plain words for one finding. `headline` is a task when the finding fails, else a statement.

    `seen` says what was measured. `what`, `why`, `steps`, `message` (for the supplier) and `effort` are empty
    unless there is something to do.
    """

    title: str
    intro: str
    headline: str
    seen: str
    what: str
    why: str
    steps: tuple[str, ...]
    message: str
    effort: Effort | None


def explain(finding: Finding, language: Language, domain: str) -> Advice:
    """The advice for this finding about `domain` (a name in ASCII or as displayed).

    Raises:
        KeyError: a text asks for evidence that the finding does not carry (a mistake in the check; tests show it).
    """
    texts = texts_of(finding.check, language)
    chosen = texts.outcomes[finding.outcome]
    values = _values(finding, language, domain)
    return Advice(
        title=texts.title,
        intro=texts.intro,
        headline=fill(chosen.headline, values),
        seen=fill(chosen.seen, values) + _not_measured(finding, language),
        what=fill(chosen.what, values),
        why=fill(chosen.why, values),
        steps=tuple(fill(step, values) for step in chosen.steps),
        message=fill(chosen.message, values),
        effort=chosen.effort,
    )


@lru_cache(maxsize=512)
def texts_of(check: str, language: Language) -> CheckTexts:
    """The texts of a check, read once."""
    return read_texts(catalogue()[check].folder / f"advice.{language.value}.md")


def reason_sentence(reason: str, language: Language) -> str:
    """The sentence for a `Reason`; for a word of a newer version the word itself."""
    return _reasons(language).get(reason, reason)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its `{placeholders}` replaced. Values are never read as templates themselves."""
    return _PLACEHOLDER.sub(lambda match: values[match[1]], text)


def _values(finding: Finding, language: Language, domain: str) -> dict[str, str]:
    values = {key: _plain(value) for key, value in finding.evidence.items()}
    values["domain"] = _display(domain)
    if "reason" in finding.evidence:
        values["reason"] = reason_sentence(str(finding.evidence["reason"]), language)
    return values


def _not_measured(finding: Finding, language: Language) -> str:
    """A sentence about the hosts that stay out of the conclusion; empty without such."""
    left_out = finding.evidence.get("not_measured")
    if not isinstance(left_out, Mapping) or not left_out:
        return ""
    return " " + fill(_words(language)["not_measured"]["sentence"], {"hosts": _plain(list(left_out))})


def _display(domain: str) -> str:
    return DomainName(domain).display if domain.isascii() else domain


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        value = [f"{key}: {_plain(item)}" for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        shown = ", ".join(_plain(item) for item in value[:_MAX_ITEMS])
        return f"{shown} …" if len(value) > _MAX_ITEMS else shown
    text = "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= _MAX_VALUE else f"{text[:_MAX_VALUE]} …"


@lru_cache(maxsize=2)
def _words(language: Language) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"reasons.{language.value}.toml").read_text("utf-8"))


@lru_cache(maxsize=2)
def _reasons(language: Language) -> Mapping[str, str]:
    sentences: dict[str, str] = _words(language)["reasons"]
    unknown = sentences.keys() ^ {reason.value for reason in Reason}
    if unknown:
        name = f"reasons.{language.value}.toml"
        raise LookupError(f"{name}: reasons without a sentence or the other way round: {sorted(unknown)}")
    return sentences
