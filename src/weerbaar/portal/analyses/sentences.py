"""From figures to sentences, in both languages. Every number in a sentence is a figure that a source gave."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from weerbaar.portal.analyses.evidence import Direction, Fact, Part, Unit
from weerbaar.portal.analyses.texts import AnalysisTexts

LANGUAGES = ("nl", "en")
Generated = dict[str, dict[str, list[str]]]


def sentences_of(aspect: str, facts: Sequence[Fact], spoke: Collection[str], texts: AnalysisTexts) -> Generated:
    """What is said about an aspect: by language, then by part. `spoke` are the sources that said anything at all, be it of
    other aspects. What each source did not say is named as not known.
    """
    mine = [fact for fact in facts if fact.aspect == aspect]
    heard = {fact.source for fact in mine}
    unknown = [
        texts.sources[source].elsewhere if source in spoke else texts.sources[source].silent
        for source in texts.sources_of[aspect]
        if source not in heard
    ]
    return {
        language: {
            Part.SEEN.value: list(_told(mine, Part.SEEN, texts, language)),
            Part.COMPANIES.value: list(_told(mine, Part.COMPANIES, texts, language)),
            Part.UNKNOWN.value: [text[language] for text in unknown],
        }
        for language in LANGUAGES
    }


def about(fact: Fact, texts: AnalysisTexts, language: str) -> str:
    """One figure: what it is, whether it is more or less than before, and how the country stands."""
    say = texts.sentences
    told = [
        say["fact"][language].format(
            name=fact.name[language], value=value_of(fact.value, fact.unit, texts, language), when=fact.when[language]
        )
    ]
    if fact.before is not None and fact.direction is not None:
        before = value_of(fact.before, fact.unit, texts, language)
        told.append(say[fact.direction.value][language].format(when=fact.before_when[language], value=before))
    if fact.elsewhere is not None:
        elsewhere = value_of(fact.elsewhere, fact.unit, texts, language)
        told.append(say["elsewhere"][language].format(when=fact.elsewhere_when[language], value=elsewhere))
    if fact.is_provisional:
        told.append(say["provisional"][language])
    return " ".join(told)


def value_of(value: float, unit: Unit, texts: AnalysisTexts, language: str) -> str:
    """A figure with its unit."""
    return texts.units[unit][language].format(value=number_of(value, language))


def number_of(value: float, language: str) -> str:
    """At most one decimal, with a comma in Dutch."""
    if value == int(value):
        return str(int(value))
    return f"{value:.1f}".replace(".", "," if language == "nl" else ".")


def worst_of(facts: Iterable[Fact], most: int = 5) -> list[Fact]:
    """The figures that got worse, the largest change first. People decide which problem comes first; this is where to look."""
    worse = [fact for fact in facts if fact.got_worse and fact.before is not None]
    return sorted(worse, key=_growth, reverse=True)[:most]


def trends_of(facts: Iterable[Fact]) -> Mapping[Direction, list[Fact]]:
    """The figures that can be compared with before, by how they changed."""
    found: dict[Direction, list[Fact]] = {direction: [] for direction in Direction}
    for fact in facts:
        if fact.direction is not None:
            found[fact.direction].append(fact)
    return found


def _told(facts: Iterable[Fact], part: Part, texts: AnalysisTexts, language: str) -> Iterable[str]:
    return (about(fact, texts, language) for fact in facts if fact.part is part)


def _growth(fact: Fact) -> float:
    before = fact.before or 0
    return abs(fact.value - before) / max(before, 1)
