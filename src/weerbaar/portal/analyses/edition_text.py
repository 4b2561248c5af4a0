"""The text of an edition as it is adopted: the same analysis always gives the same text. It is Dutch, as the trajectory is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.sources.source import day_of
from weerbaar.portal.knowledge.safety import load_safety

LANGUAGE = "nl"
HEADINGS: Mapping[Part, str] = {
    Part.SEEN: "Wat wij zien",
    Part.COMPANIES: "Wat bedrijven zeggen",
    Part.UNKNOWN: "Wat wij niet weten",
}


def part_of(
    generated: Mapping[str, Mapping[str, Sequence[str]]], edited: Mapping[str, str], part: Part, language: str
) -> list[str]:
    """What holds for one part: the words of people, else the sentences that were made."""
    own = edited.get(part.value)
    if own is not None:
        return [line.strip() for line in own.splitlines() if line.strip()]
    return list(generated.get(language, {}).get(part.value, ()))


def text_of(
    number: int,
    since: date,
    until: date,
    aspects: Iterable[tuple[str, Mapping[str, Mapping[str, Sequence[str]]], Mapping[str, str]]],
    refs: Iterable[Mapping[str, str]],
) -> str:
    """All of it, aspect by aspect, then the sources with their hashes; lines end in LF."""
    lines = [f"Veiligheidsanalyse, uitgave {number}", f"Van {day_of(since, 'nl')} tot en met {day_of(until, 'nl')}", ""]
    names = {aspect.id: aspect.name[LANGUAGE] for aspect in load_safety().aspects.values()}
    for aspect, generated, edited in aspects:
        lines += [names[aspect], ""]
        for part, heading in HEADINGS.items():
            told = part_of(generated, edited, part, LANGUAGE)
            if told:
                lines += [f"{heading}:", *(f"- {sentence}" for sentence in told), ""]
    lines.append("Bronnen:")
    lines += [" ".join(x for x in (ref["source"], ref["period"], ref["dated"], ref["sha256"]) if x) for ref in refs]
    return "\n".join(lines) + "\n"
