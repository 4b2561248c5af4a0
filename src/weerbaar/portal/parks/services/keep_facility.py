"""Adds, changes and removes what an area has together."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import EntryFault, EntryRefused, NoSuchEntry
from weerbaar.portal.parks.establishment_form import place_faults
from weerbaar.portal.parks.events import ParkEvent
from weerbaar.portal.parks.models import CollectiveFacility
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.parks.words import FacilityKind

_LONGEST = {"place": 160, "keeper": 120, "contact_function": 120}


@dataclass(frozen=True, slots=True)
class FacilityForm:
    """What it is, where, who keeps it, and which function to ask. Never a name of a person, never an image."""

    kind: FacilityKind
    place: str
    keeper: str = ""
    contact_function: str = ""
    latitude: float | None = None
    longitude: float | None = None


def add_facility(park_id: uuid.UUID, form: FacilityForm, *, actor: Person) -> uuid.UUID:
    """The id of the new one.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        EntryRefused: a field is wrong.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        row = CollectiveFacility.objects.create(park_id=park_id, **_fields(form))
        record_event(ParkEvent.FACILITY_ADDED, actor=actor, subject_id=row.id)
    return row.id


def change_facility(park_id: uuid.UUID, facility_id: uuid.UUID, form: FacilityForm, *, actor: Person) -> None:
    """Every field as it is given.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEntry: there is no such facility here.
        EntryRefused: a field is wrong.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        fields = _fields(form)
        if not CollectiveFacility.objects.filter(id=facility_id, park_id=park_id).update(**fields):
            raise NoSuchEntry
        record_event(ParkEvent.FACILITY_CHANGED, actor=actor, subject_id=facility_id)


def remove_facility(park_id: uuid.UUID, facility_id: uuid.UUID, *, actor: Person) -> None:
    """It is not there any more.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchEntry: there is no such facility here.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        gone, _ = CollectiveFacility.objects.filter(id=facility_id, park_id=park_id).delete()
        if not gone:
            raise NoSuchEntry
        record_event(ParkEvent.FACILITY_REMOVED, actor=actor, subject_id=facility_id)


def _fields(form: FacilityForm) -> dict[str, Any]:
    faults = dict(place_faults(form.latitude, form.longitude))
    if not form.place:
        faults["place"] = EntryFault.MISSING
    for name, longest in _LONGEST.items():
        if len(getattr(form, name)) > longest:
            faults[name] = EntryFault.TOO_LONG
    if faults:
        raise EntryRefused(faults)
    return {**asdict(form), "kind": form.kind.value}
