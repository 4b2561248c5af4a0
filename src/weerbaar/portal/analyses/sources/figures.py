"""Police, accidents and fire brigade: the newest year that is known, and the year before it."""

from collections.abc import Iterator

from django.utils import timezone

from weerbaar.portal.analyses.evidence import Evidence, Fact, Part, Place, SourceRef, Unit, in_year
from weerbaar.portal.analyses.sources.source import Asked
from weerbaar.portal.figures.kinds import ALL_CRIMES, POLICE, kind_of
from weerbaar.portal.figures.selectors import AreaFigures, ImportView, figures_for
from weerbaar.portal.figures.totals import YearFigure, by_kind, per_hundred
from weerbaar.portal.figures.words import Source
from weerbaar.portal.knowledge.safety import load_safety

_MOST_PLACES = 200
_RATE = "IND-CRI-REG"
_SOURCES = {
    Source.POLICE_YEAR: "police",
    Source.POLICE_MONTH: "police",
    Source.ACCIDENTS: "accidents",
    Source.FIRE_BRIGADE: "fire_brigade",
}


def figures_evidence(asked: Asked) -> Evidence:
    """All of it; years after the last day do not count yet."""
    found = figures_for(asked.person, asked.park_id)
    facts: list[Fact] = []
    used: set[str] = set()
    for kind, years in by_kind(found.figures).items():
        known = {year: one for year, one in years.items() if one.number is not None and year <= asked.until.year}
        if not known:
            continue
        newest = known[max(known)]
        before = known.get(newest.year - 1)
        new = list(_facts(kind, newest, before, found.establishments))
        if new:
            facts += new
            used |= {*newest.batches, *(before.batches if before else ())}
    return Evidence(facts, _refs(found, used), _places(found))


def _facts(kind: str, newest: YearFigure, before: YearFigure | None, establishments: int) -> Iterator[Fact]:
    known = kind_of(kind)
    if known.aspect and newest.number is not None:
        yield Fact(
            key=f"{known.source}:{kind}",
            aspect=known.aspect,
            source=known.source,
            part=Part.SEEN,
            name=known.name,
            value=newest.number,
            unit=Unit.COUNT,
            when=in_year(newest.year),
            before=before.number if before else None,
            before_when=in_year(newest.year - 1),
            lower=True,
            is_provisional=newest.is_provisional,
        )
    if kind == ALL_CRIMES and newest.number is not None:
        rate = per_hundred(newest.number, establishments)
        if rate is not None:
            indicator = load_safety().indicators[_RATE]
            # How many establishments there were a year earlier is not known: so no comparison.
            yield Fact(
                key=_RATE,
                aspect=indicator.aspect,
                source=POLICE,
                part=Part.SEEN,
                name=indicator.name,
                value=rate,
                unit=Unit.RATE,
                when=in_year(newest.year),
                lower=True,
                is_provisional=newest.is_provisional,
            )


def _refs(found: AreaFigures, used: set[str]) -> list[SourceRef]:
    return [
        SourceRef(_SOURCES[file.source], _period(file), timezone.localdate(file.at).isoformat(), file.sha256)
        for file in found.files
        if str(file.id) in used
    ]


def _period(file: ImportView) -> str:
    return file.first_period if file.first_period == file.last_period else f"{file.first_period} – {file.last_period}"


def _places(found: AreaFigures) -> list[Place]:
    return [
        Place("traffic", _with_year(spot.kind, spot.year), spot.longitude, spot.latitude)
        for spot in found.spots[:_MOST_PLACES]
    ]


def _with_year(kind: str, year: str) -> dict[str, str]:
    return {language: f"{name}, {year}" for language, name in kind_of(kind).name.items()}
