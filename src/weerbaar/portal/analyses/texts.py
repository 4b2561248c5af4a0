"""The sentences of the analysis, from `texts.yaml`."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.analyses.evidence import Unit
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts
from weerbaar.questionnaires.content import Content, read_content

_SENTENCES: Mapping[str, frozenset[str]] = {
    "fact": frozenset({"name", "value", "when"}),
    "more": frozenset({"when", "value"}),
    "less": frozenset({"when", "value"}),
    "same": frozenset({"when"}),
    "elsewhere": frozenset({"when", "value"}),
    "provisional": frozenset(),
}
_PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a source is called, and what is said when it said nothing at all, or of other aspects only."""

    name: Texts
    silent: Texts
    elsewhere: Texts


@dataclass(frozen=True)
class AnalysisTexts:
    """All of them. `sources_of` gives the sources that can say something about an aspect."""

    version: int
    units: Mapping[Unit, Texts]
    sentences: Mapping[str, Texts]
    sources: Mapping[str, SourceText]
    sources_of: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_texts() -> AnalysisTexts:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_texts(read_content(Path(__file__).parent / "texts.yaml"), tuple(load_safety().aspects))


def read_texts(content: Content, aspects: Collection[str]) -> AnalysisTexts:
    """What this file says about these aspects.

    Raises:
        InvalidContent: something is missing, unknown, twice there, or has other places to fill in than its sentence needs.
    """
    if content.at("schema") != "analysis/1":
        raise content.refuse("expected schema analysis/1", "schema")
    sources = {
        str(key): SourceText(*(content.text_pair("sources", key, word) for word in ("name", "silent", "elsewhere")))
        for key in content.at("sources")
    }
    return AnalysisTexts(
        version=int(content.at("version")),
        units={unit: _filled(content, frozenset({"value"}), "units", unit.value) for unit in Unit},
        sentences={key: _filled(content, places, "sentences", key) for key, places in _SENTENCES.items()},
        sources=sources,
        sources_of=_aspects(content, aspects, sources),
    )


def _aspects(content: Content, aspects: Collection[str], sources: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for at in range(len(content.at("aspects"))):
        aspect, named = str(content.at("aspects", at, "id")), content.at("aspects", at, "sources")
        if aspect not in aspects or aspect in found:
            raise content.refuse(f"{aspect!r} is no aspect, or is there twice", "aspects", at, "id")
        if not isinstance(named, list) or not named or any(source not in sources for source in named):
            raise content.refuse("expected a list of sources of this file", "aspects", at, "sources")
        found[aspect] = tuple(named)
    for aspect in aspects:
        if aspect not in found:
            raise content.refuse(f"there is nothing about {aspect!r}", "aspects")
    return found


def _filled(content: Content, places: frozenset[str], *path: str) -> Texts:
    texts = content.text_pair(*path)
    for text in texts.values():
        if set(_PLACE.findall(text)) != places:
            raise content.refuse(f"expected the places {sorted(places)}", *path)
    return texts
