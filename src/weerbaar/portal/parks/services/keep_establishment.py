"""Adds, changes and removes an establishment. Each can be taken back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import EntryFault, EntryRefused, NoSuchEntry
from weerbaar.portal.parks.establishment_form import EstablishmentForm, faults_of
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.list_history import Before, before, note_change
from weerbaar.portal.parks.models import Establishment, Park
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.words import ListChangeKind


def add_establishment(
    park_id: uuid.UUID, form: EstablishmentForm, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the new establishment.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        EntryRefused: a field is wrong.
    """
    with transaction.atomic():
        _lock(park_id, actor)
        _check(park_id, form)
        row = Establishment.objects.create(park_id=park_id, **form.fields())
        _done(ListChangeKind.ADD, ParkEvent.ESTABLISHMENT_ADDED, row, {str(row.id): None}, actor, now)
    return row.id


def change_establishment(
    park_id: uuid.UUID,
    establishment_id: uuid.UUID,
    form: EstablishmentForm,
    *,
    actor: Person,
    now: datetime | None = None,
) -> None:
    """Every field as it is given. Whose company it is stays.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEntry: there is no such establishment here.
        EntryRefused: a field is wrong.
    """
    with transaction.atomic():
        _lock(park_id, actor)
        row = _row(park_id, establishment_id)
        _check(park_id, form, apart_from=row.id)
        was = {str(row.id): before(row)}
        for name, value in form.fields().items():
            setattr(row, name, value)
        row.save()
        _done(ListChangeKind.CHANGE, ParkEvent.ESTABLISHMENT_CHANGED, row, was, actor, now)


def remove_establishment(
    park_id: uuid.UUID, establishment_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """Off the list. A company that said that it is there takes part in the area as before.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEntry: there is no such establishment here.
    """
    with transaction.atomic():
        _lock(park_id, actor)
        row = _row(park_id, establishment_id)
        _done(ListChangeKind.REMOVE, ParkEvent.ESTABLISHMENT_REMOVED, row, {str(row.id): before(row)}, actor, now)
        row.delete()


def _lock(park_id: uuid.UUID, actor: Person) -> None:
    """One change at a time, so that taking back always meets the list as the newest change left it."""
    assert_may_run(actor, park_id)
    Park.objects.select_for_update().get(id=park_id)


def _row(park_id: uuid.UUID, establishment_id: uuid.UUID) -> Establishment:
    row = Establishment.objects.filter(id=establishment_id, park_id=park_id).first()
    if row is None:
        raise NoSuchEntry
    return row


def _check(park_id: uuid.UUID, form: EstablishmentForm, apart_from: uuid.UUID | None = None) -> None:
    faults = faults_of(form)
    there = Establishment.objects.filter(park_id=park_id, establishment_number=form.establishment_number)
    if apart_from is not None:
        there = there.exclude(id=apart_from)
    if form.establishment_number and there.exists():
        faults["establishment_number"] = EntryFault.TAKEN
    if faults:
        raise EntryRefused(faults)


def _done(
    kind: ListChangeKind, word: ParkEvent, row: Establishment, was: Before, actor: Person, now: datetime | None
) -> None:
    note_change(row.park_id, kind, was, actor, now or timezone.now())
    record_event(word, actor=actor, subject_id=row.id)
