"""Makes the names that people mistype and swindlers register: a bounded, ordered list, most likely first.

Own rules (`lookalike_names.toml`): endings, department words, Dutch spelling, look-alike shapes, slips of the keyboard.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, repeat, zip_longest
from pathlib import Path
from typing import Any

from weerbaar.scanner.vocabulary.domain_name import DomainName, is_public_suffix

# The preferred syntax of RFC 1123, section 2.1, and the length of RFC 1035, section 3.1. The endings are known to be good.
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST = 253


class Kind(StrEnum):
    """How a name was made."""

    ENDING = "ending"
    SHAPE = "shape"
    SOUND = "sound"
    HYPHEN = "hyphen"
    OMISSION = "omission"
    DOUBLING = "doubling"
    SWAP = "swap"
    VOWEL = "vowel"
    KEYBOARD = "keyboard"
    WORD = "word"
    ADDITION = "addition"
    ACCENT = "accent"
    INSERTION = "insertion"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class LookalikeName:
    """`name` in ASCII; `kind` says how it was made."""

    name: str
    kind: Kind


def lookalike_names(domain: DomainName, most: int | None = None) -> tuple[LookalikeName, ...]:
    """At most `most` names (the rules' own bound if not given), without the domain itself, each once.

    The kinds take turns, so that a long name still gets names of every kind; within a kind the order is that of likelihood.
    """
    rules = _rules()
    whole = domain.registrable
    label, _, ending = whole.ascii.partition(".")
    made = [zip(repeat(kind), make(label, ending, rules)) for kind, make in _MAKERS.items()]
    seen = {whole.ascii}
    found: list[LookalikeName] = []
    for kind, candidate in chain.from_iterable(zip_longest(*made, fillvalue=(Kind.ENDING, ""))):
        if len(found) >= (rules["most"] if most is None else most):
            break
        name = _valid(candidate) if candidate else ""
        if name and name not in seen:
            seen.add(name)
            found.append(LookalikeName(name, kind))
    return tuple(found)


def _valid(candidate: str) -> str:
    """The candidate in ASCII, or nothing when nobody can register it."""
    label, _, ending = candidate.partition(".")
    if not label.isascii():
        # The accented letters of the rules are valid in IDNA 2008 as they are, so what is left to do is RFC 3492.
        label = "" if label[2:4] == "--" else f"xn--{label.encode('punycode').decode('ascii')}"
    name = f"{label}.{ending}"
    return name if _LABEL.fullmatch(label) and len(name) <= _LONGEST and not is_public_suffix(name) else ""


Rules = Mapping[str, Any]


def _other_endings(label: str, ending: str, rules: Rules) -> Iterator[str]:
    return (f"{label}.{other}" for other in rules["endings"])


def _words(label: str, ending: str, rules: Rules) -> Iterator[str]:
    for joint in ("-", ""):
        yield from (f"{label}{joint}{word}.{ending}" for word in rules["after"])
        yield from (f"{word}{joint}{label}.{ending}" for word in rules["before"])


def _hyphens(label: str, ending: str, rules: Rules) -> Iterator[str]:
    if "-" in label:
        yield f"{label.replace('-', '')}.{ending}"
        yield from (f"{label[:at]}{label[at + 1 :]}.{ending}" for at, char in enumerate(label) if char == "-")
    middle = sorted(range(1, len(label)), key=lambda at: abs(at - len(label) / 2))
    yield from (f"{label[:at]}-{label[at:]}.{ending}" for at in middle)


def _replacements(pairs: str) -> Callable[[str, str, Rules], Iterator[str]]:
    def make(label: str, ending: str, rules: Rules) -> Iterator[str]:
        for one, other in rules[pairs]:
            for old, new in ((one, other), (other, one)):
                yield from (f"{changed}.{ending}" for changed in _replace_each(label, old, new))

    return make


def _replace_each(label: str, old: str, new: str) -> Iterator[str]:
    at = label.find(old)
    while at >= 0:
        yield f"{label[:at]}{new}{label[at + len(old) :]}"
        at = label.find(old, at + 1)


def _accents(label: str, ending: str, rules: Rules) -> Iterator[str]:
    for target in rules["accent_endings"]:
        for plain, accented in rules["accents"]:
            yield from (f"{changed}.{target}" for changed in _replace_each(label, plain, accented))


def _omissions(label: str, ending: str, rules: Rules) -> Iterator[str]:
    return (f"{label[:at]}{label[at + 1 :]}.{ending}" for at in range(len(label)))


def _doublings(label: str, ending: str, rules: Rules) -> Iterator[str]:
    return (f"{label[: at + 1]}{label[at:]}.{ending}" for at in range(len(label)) if label[at].isalpha())


def _swaps(label: str, ending: str, rules: Rules) -> Iterator[str]:
    return (f"{label[:at]}{label[at + 1]}{label[at]}{label[at + 2 :]}.{ending}" for at in range(len(label) - 1))


def _slips(label: str, ending: str, rules: Rules) -> Iterator[str]:
    keyboard: Mapping[str, str] = rules["keyboard"]
    for at, char in enumerate(label):
        yield from (f"{label[:at]}{other}{label[at + 1 :]}.{ending}" for other in keyboard.get(char, ""))


def _insertions(label: str, ending: str, rules: Rules) -> Iterator[str]:
    keyboard: Mapping[str, str] = rules["keyboard"]
    for at, char in enumerate(label):
        yield from (f"{label[:at]}{other}{label[at:]}.{ending}" for other in keyboard.get(char, ""))


def _vowels(label: str, ending: str, rules: Rules) -> Iterator[str]:
    vowels: str = rules["vowels"]
    for at, char in enumerate(label):
        if char in vowels:
            yield from (f"{label[:at]}{other}{label[at + 1 :]}.{ending}" for other in vowels if other != char)


def _additions(label: str, ending: str, rules: Rules) -> Iterator[str]:
    return (f"{label}{more}.{ending}" for more in rules["additions"] if not label.endswith(more))


def _dots(label: str, ending: str, rules: Rules) -> Iterator[str]:
    yield f"www{label}.{ending}"
    for joint in ("", "-"):
        yield f"{label}{joint}{ending.replace('.', '')}.com"


_MAKERS: Mapping[Kind, Callable[[str, str, Rules], Iterator[str]]] = {
    Kind.ENDING: _other_endings,
    Kind.SHAPE: _replacements("shapes"),
    Kind.SOUND: _replacements("sounds"),
    Kind.HYPHEN: _hyphens,
    Kind.OMISSION: _omissions,
    Kind.DOUBLING: _doublings,
    Kind.SWAP: _swaps,
    Kind.VOWEL: _vowels,
    Kind.KEYBOARD: _slips,
    Kind.WORD: _words,
    Kind.ADDITION: _additions,
    Kind.ACCENT: _accents,
    Kind.INSERTION: _insertions,
    Kind.DOT: _dots,
}


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
