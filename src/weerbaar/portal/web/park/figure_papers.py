"""The papers that figures fill: what the police and the fire brigade counted. A person reads them before they hold."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.portal.figures.kinds import FIRE_BRIGADE, POLICE, kind_of
from weerbaar.portal.figures.selectors import AreaFigures, ImportView
from weerbaar.portal.figures.totals import YearFigure, by_kind
from weerbaar.portal.figures.words import Source
from weerbaar.portal.web.components.moments import plain_day
from weerbaar.portal.web.park.figure_words import source_name
from weerbaar.portal.web.public.visitors import language_of_page

_MOST_YEARS = 3
_MOST_CHARACTERS = 3800  # of one field of a paper; it holds 4,000


def police_fields(figures: AreaFigures) -> dict[str, str]:
    """Period, neighbourhoods, kinds, counts and day; empty when there are no figures of the police."""
    files = _files(figures, Source.POLICE_YEAR, Source.POLICE_MONTH)
    rows = _rows(figures, POLICE)
    if not files or not rows:
        return {}
    return {
        "period": _period(rows),
        "area_code": ", ".join(figures.codes),
        "offence_kinds": _cut([_name(kind) for kind in rows]),
        "counts": _counts(rows),
        "received_on": _received(files),
        "remarks": _remarks(rows, files),
    }


def fire_fields(figures: AreaFigures) -> dict[str, str]:
    """Period, counts and day; empty when there are no figures of the fire brigade."""
    files, rows = _files(figures, Source.FIRE_BRIGADE), _rows(figures, FIRE_BRIGADE)
    if not files or not rows:
        return {}
    return {"period": _period(rows), "counts": _counts(rows), "received_on": _received(files)}


PAPERS: Mapping[str, Callable[[AreaFigures], dict[str, str]]] = {
    "police_figures": police_fields,
    "fire_figures": fire_fields,
}


def number_or_unknown(figure: YearFigure | None) -> str:
    """A figure as people read it; a star when it may still change."""
    if figure is not None and figure.number is None and figure.months:
        so_far = ngettext("%(number)s in %(months)s month", "%(number)s in %(months)s months", figure.months)
        return so_far % {"number": figure.so_far, "months": figure.months}
    if figure is None or figure.number is None:
        return _("not known")
    return f"{figure.number}*" if figure.is_provisional else str(figure.number)


def _files(figures: AreaFigures, *sources: Source) -> list[ImportView]:
    return [one for one in figures.files if one.source in sources]


def _rows(figures: AreaFigures, source: str) -> dict[str, dict[int, YearFigure]]:
    return {kind: years for kind, years in by_kind(figures.figures).items() if kind_of(kind).source == source}


def _period(rows: Mapping[str, Mapping[int, YearFigure]]) -> str:
    years = _years(rows)
    return str(years[0]) if len(years) == 1 else _("%(first)s to %(last)s") % {"first": years[0], "last": years[-1]}


def _years(rows: Mapping[str, Mapping[int, YearFigure]]) -> list[int]:
    return sorted({year for years in rows.values() for year in years})[-_MOST_YEARS:]


def _counts(rows: Mapping[str, Mapping[int, YearFigure]]) -> str:
    years = _years(rows)
    lines = []
    for kind, found in rows.items():
        told = ", ".join(f"{year}: {number_or_unknown(found.get(year))}" for year in years)
        lines.append(f"{_name(kind)}. {told}.")
    return _cut(lines)


def _received(files: Sequence[ImportView]) -> str:
    return plain_day(max(one.at for one in files))


def _remarks(rows: Mapping[str, Mapping[int, YearFigure]], files: Sequence[ImportView]) -> str:
    told = [
        _("Source: %(source)s, file %(name)s.") % {"source": source_name(one.source), "name": one.file_name}
        for one in files
    ]
    if any(rows[kind][year].is_provisional for kind in rows for year in rows[kind] if year in _years(rows)):
        told.append(_("A number with a star may still change."))
    return _cut(told)


def _cut(lines: Sequence[str]) -> str:
    """As many lines as fit, and how many do not."""
    kept: list[str] = []
    for line in lines:
        if sum(len(one) + 1 for one in kept) + len(line) > _MOST_CHARACTERS:
            left = len(lines) - len(kept)
            kept.append(ngettext("And %(number)s more.", "And %(number)s more.", left) % {"number": left})
            break
        kept.append(line)
    return "\n".join(kept)


def _name(kind: str) -> str:
    return kind_of(kind).name[language_of_page().value]
