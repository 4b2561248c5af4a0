"""What reads figures. Every reading for people starts from a person with a seat at the area."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.core.actors import Person
from weerbaar.portal.figures.errors import NoSuchImport
from weerbaar.portal.figures.models import AccidentSpot, AreaCode, Figure, FigureImport
from weerbaar.portal.figures.totals import Counted, YearFigure, yearly
from weerbaar.portal.figures.words import ImportState, Source
from weerbaar.portal.parks.models import Establishment, Park
from weerbaar.portal.parks.selectors import park_of

Key = tuple[str, str, str]  # period, place and kind


@dataclass(frozen=True, slots=True)
class ImportView:
    """A file that was read, with where it came from."""

    id: uuid.UUID
    source: Source
    state: ImportState
    file_name: str
    sha256: str
    note: str
    first_period: str
    last_period: str
    rows: int
    left_out: int
    at: datetime
    by_name: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class SpotView:
    """Where an accident was."""

    year: str
    kind: str
    longitude: float
    latitude: float
    street: str


@dataclass(frozen=True)
class AreaFigures:
    """What is known of an area from outside. `files` are those that count; `establishments` is how many there are. `outline`
    is a GeoJSON geometry, or None.
    """

    codes: Sequence[str]
    figures: Sequence[YearFigure]
    files: Sequence[ImportView]
    establishments: int
    outline: Mapping[str, object] | None
    spots: Sequence[SpotView]

    def file(self, batch: str) -> ImportView:
        """The file with this id."""
        return next(one for one in self.files if str(one.id) == batch)


def figures_for(person: Person, park_id: uuid.UUID) -> AreaFigures:
    """What is known of an area, for somebody with a seat.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    return figures_of_park(park_id)


def figures_of_park(park_id: uuid.UUID) -> AreaFigures:
    """The same, for the floors above: who asks has looked at the seat."""
    files = [one for one in _imports(park_id) if one.state is ImportState.TAKEN_IN]
    codes = codes_of(park_id)
    establishments = Establishment.objects.filter(park_id=park_id, is_vacant=False).count()
    outline = Park.objects.values_list("boundary", flat=True).get(id=park_id)
    return AreaFigures(
        codes, yearly(_counted(park_id), codes), files, establishments, outline or None, spots_of(park_id)
    )


def imports_for(person: Person, park_id: uuid.UUID) -> list[ImportView]:
    """Every file that was taken in, also those taken out again; newest first.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    return [one for one in reversed(_imports(park_id)) if one.state is not ImportState.LOOKED]


def waiting_import(person: Person, park_id: uuid.UUID, import_id: uuid.UUID) -> tuple[ImportView, int]:
    """A file that this person looked at, and how many figures it would replace.

    Raises:
        NoSuchPark: the person has no seat there.
        NoSuchImport: nothing of this person waits under this id.
    """
    park_of(person, park_id)
    rows = FigureImport.objects.filter(park_id=park_id, id=import_id, by_id=person.user_id)
    row = rows.filter(state=ImportState.LOOKED.value).first()
    if row is None:
        raise NoSuchImport
    replaced = len(keys_of(row.id) & keys_taken_in(park_id, Source(row.source)))
    return _view(row, names_of([person.user_id])), replaced


def waiting_figures(import_id: uuid.UUID, most: int) -> list[tuple[str, str, str, int | None]]:
    """Period, place, kind and number of the first ones in a file."""
    rows = Figure.objects.filter(batch_id=import_id).order_by("-period", "kind", "place")
    return list(rows.values_list("period", "place", "kind", "number")[:most])


def codes_of(park_id: uuid.UUID) -> list[str]:
    """The neighbourhoods of an area."""
    return list(AreaCode.objects.filter(park_id=park_id).order_by("code").values_list("code", flat=True))


def spots_of(park_id: uuid.UUID) -> list[SpotView]:
    """Where accidents were, by the files that count for their year."""
    newest = {(one.period, one.kind): one.batch for one in _counted(park_id) if one.source is Source.ACCIDENTS}
    rows = AccidentSpot.objects.filter(batch__park_id=park_id, batch__state=ImportState.TAKEN_IN.value)
    return [
        SpotView(row.year, row.kind, row.longitude, row.latitude, row.street)
        for row in rows.order_by("-year", "kind", "street", "id")
        if newest.get((row.year, row.kind)) == str(row.batch_id)
    ]


def keys_of(import_id: uuid.UUID) -> set[Key]:
    """What a file says something about."""
    return set(Figure.objects.filter(batch_id=import_id).values_list("period", "place", "kind"))


def keys_taken_in(park_id: uuid.UUID, source: Source) -> set[Key]:
    """What the files that count say something about."""
    rows = Figure.objects.filter(
        batch__park_id=park_id, batch__source=source.value, batch__state=ImportState.TAKEN_IN.value
    )
    return set(rows.values_list("period", "place", "kind"))


def _counted(park_id: uuid.UUID) -> list[Counted]:
    """Of every period, place and kind the figure of the newest file of its source."""
    rows = (
        Figure.objects.filter(batch__park_id=park_id, batch__state=ImportState.TAKEN_IN.value)
        .select_related("batch")
        .order_by("batch__at", "batch_id")
    )
    newest = {(row.batch.source, row.period, row.place, row.kind): row for row in rows}
    return [
        Counted(
            Source(row.batch.source), row.period, row.place, row.kind, row.number, row.is_provisional, str(row.batch_id)
        )
        for row in newest.values()
    ]


def _imports(park_id: uuid.UUID) -> list[ImportView]:
    rows = list(FigureImport.objects.filter(park_id=park_id).order_by("at", "id"))
    names = names_of([row.by_id for row in rows if row.by_id])
    return [_view(row, names) for row in rows]


def _view(row: FigureImport, names: Mapping[uuid.UUID, str]) -> ImportView:
    return ImportView(
        id=row.id,
        source=Source(row.source),
        state=ImportState(row.state),
        file_name=row.file_name,
        sha256=row.sha256,
        note=row.note,
        first_period=row.first_period,
        last_period=row.last_period,
        rows=row.rows,
        left_out=row.left_out,
        at=row.at,
        by_name=names.get(row.by_id, "") if row.by_id else "",
        undone_at=row.undone_at,
    )
