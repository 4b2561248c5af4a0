"""Takes a file with establishments in: first a look, then all of it or nothing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import EntryFault
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.list_file.cells import FileTable
from weerbaar.portal.parks.list_file.columns import Column
from weerbaar.portal.parks.list_file.fit import Fit, fit_rows
from weerbaar.portal.parks.list_file.rows import Complaint, read_rows
from weerbaar.portal.parks.list_history import before, form_of, note_change
from weerbaar.portal.parks.models import Establishment, Park
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.words import ListChangeKind


@dataclass(frozen=True)
class ListPlan:
    """What a file would do. With complaints it does nothing."""

    fits: Sequence[Fit]
    complaints: Sequence[Complaint]

    @property
    def new(self) -> int:
        """How many rows are new on the list."""
        return sum(fit.id is None for fit in self.fits)

    @property
    def changed(self) -> int:
        """How many rows of the list change."""
        return sum(fit.id is not None and fit.changes for fit in self.fits)

    @property
    def same(self) -> int:
        """How many rows are on the list already, just so."""
        return sum(not fit.changes for fit in self.fits)


def look_at_list(park_id: uuid.UUID, table: FileTable, mapping: Sequence[Column | None], *, actor: Person) -> ListPlan:
    """What the file would do to the list now.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    assert_may_run(actor, park_id)
    return _plan(table, mapping, {row.id: form_of(row) for row in Establishment.objects.filter(park_id=park_id)})


def import_establishments(
    park_id: uuid.UUID,
    table: FileTable,
    mapping: Sequence[Column | None],
    *,
    actor: Person,
    now: datetime | None = None,
) -> ListPlan:
    """What the file did: all of it when nothing is wrong with any row, else nothing. Rows that it does not name stay.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        Park.objects.select_for_update().get(id=park_id)
        rows = {row.id: row for row in Establishment.objects.filter(park_id=park_id)}
        plan = _plan(table, mapping, {key: form_of(row) for key, row in rows.items()})
        if plan.complaints or not plan.new + plan.changed:
            return plan
        was = _write(park_id, plan.fits, rows)
        note_change(park_id, ListChangeKind.IMPORT, was, actor, now or timezone.now())
        record_event(ParkEvent.LIST_IMPORTED, actor=actor, subject_id=park_id, new=plan.new, changed=plan.changed)
    return plan


def _plan(table: FileTable, mapping: Sequence[Column | None], there: Mapping[uuid.UUID, EstablishmentForm]) -> ListPlan:
    read = read_rows(table, mapping)
    if read.complaints:
        return ListPlan((), read.complaints)
    fits, complaints = fit_rows(read.rows, there)
    return ListPlan(fits, [*complaints, *_taken(fits, there)])


def _taken(fits: Sequence[Fit], there: Mapping[uuid.UUID, EstablishmentForm]) -> list[Complaint]:
    """Numbers that would stand twice on the list as it would become."""
    touched = {fit.id for fit in fits}
    used = {form.establishment_number for key, form in there.items() if key not in touched} - {""}
    complaints = []
    for fit in fits:
        number = fit.form.establishment_number
        if number in used:
            complaints.append(Complaint(fit.line, "establishment_number", EntryFault.TAKEN))
        used |= {number} - {""}
    return complaints


def _write(
    park_id: uuid.UUID, fits: Sequence[Fit], rows: Mapping[uuid.UUID, Establishment]
) -> dict[str, Mapping[str, Any] | None]:
    was: dict[str, Mapping[str, Any] | None] = {}
    changed: list[Establishment] = []
    for fit in fits:
        if fit.id is not None and fit.changes:
            row = rows[fit.id]
            was[str(row.id)] = before(row)
            for name, value in fit.form.fields().items():
                setattr(row, name, value)
            changed.append(row)
    names = list(EstablishmentForm().fields())
    # Two rows may swap their numbers: all go before any comes.
    Establishment.objects.filter(id__in=[row.id for row in changed]).update(establishment_number="")
    Establishment.objects.bulk_update(changed, names, batch_size=200)
    made = [Establishment(park_id=park_id, **fit.form.fields()) for fit in fits if fit.id is None]
    Establishment.objects.bulk_create(made, batch_size=200)
    return {**was, **{str(row.id): None for row in made}}
