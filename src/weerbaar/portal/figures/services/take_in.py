"""Reads a file with figures, shows what it holds, takes it in, and takes it out again. One wrong row: nothing of it."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.geo.shapes import BadShape, Shape, read_shape
from weerbaar.portal.figures.errors import ImportFault, ImportRefused, NoSuchImport
from weerbaar.portal.figures.events import FiguresEvent
from weerbaar.portal.figures.example_files import example_hashes
from weerbaar.portal.figures.models import AccidentSpot, AreaCode, Figure, FigureImport
from weerbaar.portal.figures.reading.read_file import read_file
from weerbaar.portal.figures.reading.rows import Reading, refused
from weerbaar.portal.figures.selectors import keys_of, keys_taken_in
from weerbaar.portal.figures.words import Fault, ImportState, Source
from weerbaar.portal.parks.models import Park
from weerbaar.portal.parks.selectors import assert_may_run


@dataclass(frozen=True, slots=True)
class FigureFile:
    """A file as it was sent. `note` says where it comes from and what one may do with it. Figures of `provisional_from` and
    later may still change; None: of last year and later.
    """

    source: Source
    name: str
    data: bytes
    note: str = ""
    provisional_from: int | None = None


def look_at_figures(
    park_id: uuid.UUID, file: FigureFile, *, actor: Person, now: datetime | None = None
) -> tuple[uuid.UUID | None, Reading]:
    """What the file says, and the id under which it waits to be taken in; no id when something is wrong with it.

    Whoever runs the area has one file of a source waiting: looking at another one forgets it.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    now = now or timezone.now()
    park = assert_may_run(actor, park_id)
    if hashlib.sha256(file.data).hexdigest() in example_hashes():
        return None, refused(Fault.EXAMPLE)
    this_year = timezone.localdate(now).year
    reading = read_file(
        file.source,
        file.data,
        codes=list(AreaCode.objects.filter(park_id=park_id).values_list("code", flat=True)),
        parts=_outline(park_id).parts,
        this_year=this_year,
        provisional_from=this_year - 1 if file.provisional_from is None else file.provisional_from,
    )
    if reading.complaints:
        return None, reading
    with transaction.atomic():
        FigureImport.objects.filter(
            park_id=park.id, source=file.source.value, state=ImportState.LOOKED.value, by_id=actor.user_id
        ).delete()
        return _keep(park_id, file, reading, actor, now).id, reading


def take_in_figures(
    park_id: uuid.UUID, import_id: uuid.UUID, *, replaces: bool = False, actor: Person, now: datetime | None = None
) -> None:
    """From now on they count. `replaces` says that they may take the place of figures that are there.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchImport: nothing waits under this id.
        ImportRefused: the same file is in already, or figures would be replaced without a yes.
    """
    try:
        with transaction.atomic():
            assert_may_run(actor, park_id)
            batch = _batch(park_id, import_id, ImportState.LOOKED)
            same = FigureImport.objects.filter(
                park_id=park_id, source=batch.source, sha256=batch.sha256, state=ImportState.TAKEN_IN.value
            )
            if same.exists():
                raise ImportRefused(ImportFault.SAME_FILE)
            if not replaces and keys_of(batch.id) & keys_taken_in(park_id, Source(batch.source)):
                raise ImportRefused(ImportFault.REPLACES)
            batch.state, batch.at, batch.by_id = ImportState.TAKEN_IN.value, now or timezone.now(), actor.user_id
            batch.save(update_fields=["state", "at", "by_id"])
            record_event(FiguresEvent.TAKEN_IN, actor=actor, subject_id=batch.id, source=batch.source, rows=batch.rows)
    except IntegrityError as error:
        raise ImportRefused(ImportFault.SAME_FILE) from error


def undo_figures(park_id: uuid.UUID, import_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """They count no longer, and what they replaced counts again. That they were there stays known.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchImport: no such file is in.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        batch = _batch(park_id, import_id, ImportState.TAKEN_IN)
        batch.figures.all().delete()
        batch.spots.all().delete()
        batch.state, batch.undone_at = ImportState.UNDONE.value, now or timezone.now()
        batch.save(update_fields=["state", "undone_at"])
        record_event(FiguresEvent.UNDONE, actor=actor, subject_id=batch.id, source=batch.source)


def _outline(park_id: uuid.UUID) -> Shape:
    try:
        return read_shape(Park.objects.values_list("boundary", flat=True).get(id=park_id))
    except BadShape:
        return Shape(())


def _keep(park_id: uuid.UUID, file: FigureFile, reading: Reading, actor: Person, now: datetime) -> FigureImport:
    batch = FigureImport.objects.create(
        park_id=park_id,
        source=file.source.value,
        file_name=" ".join(file.name.split())[:120] or file.source.value,
        sha256=hashlib.sha256(file.data).hexdigest(),
        note=" ".join(file.note.split())[:300],
        first_period=reading.periods[0],
        last_period=reading.periods[-1],
        rows=len(reading.spots) if file.source is Source.ACCIDENTS else len(reading.rows),
        left_out=reading.left_out,
        at=now,
        by_id=actor.user_id,
    )
    Figure.objects.bulk_create(
        (
            Figure(
                batch=batch,
                period=row.period,
                place=row.place,
                kind=row.kind,
                number=row.number,
                is_provisional=row.is_provisional,
            )
            for row in reading.rows
        ),
        batch_size=500,
    )
    AccidentSpot.objects.bulk_create(
        (
            AccidentSpot(
                batch=batch,
                year=spot.year,
                kind=spot.kind,
                longitude=spot.longitude,
                latitude=spot.latitude,
                street=spot.street,
            )
            for spot in reading.spots
        ),
        batch_size=500,
    )
    return batch


def _batch(park_id: uuid.UUID, import_id: uuid.UUID, state: ImportState) -> FigureImport:
    row = FigureImport.objects.select_for_update().filter(id=import_id, park_id=park_id, state=state.value).first()
    if row is None:
        raise NoSuchImport
    return row
