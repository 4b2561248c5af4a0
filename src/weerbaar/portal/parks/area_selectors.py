"""What reads the map and lists of an area. Every reading starts from a person with a seat."""

import re
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.establishment_form import EstablishmentForm
from weerbaar.portal.parks.list_history import form_of, newest_change
from weerbaar.portal.parks.models import Boundary, CollectiveFacility, Establishment
from weerbaar.portal.parks.selectors import park_of
from weerbaar.portal.parks.words import FacilityKind, ListChangeKind

_STREET = re.compile(r"(\D*)(\d{0,6})")


@dataclass(frozen=True)
class BoundaryView:
    """The outline that holds. `source` is what its file said; empty when it was drawn. `set_by` is empty when that person is no
    user any more.
    """

    geometry: Mapping[str, object]
    area_ha: float
    source: Mapping[str, str]
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class EstablishmentView:
    """One address. `is_claimed` says that the company there said so itself."""

    id: uuid.UUID
    form: EstablishmentForm
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class FacilityView:
    """Something that the area has together."""

    id: uuid.UUID
    kind: FacilityKind
    place: str
    keeper: str
    contact_function: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class ListFigures:
    """What the list counts. `sectors` has only those that occur, most first; vacant addresses are in none."""

    establishments: int
    members: int
    vacant: int
    sectors: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class UndoableChange:
    """The newest change of the list, with how many rows it touched."""

    id: uuid.UUID
    kind: ListChangeKind
    rows: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which addresses are asked for. `show` is empty, `member`, `no-member` or `vacant`; `sector` is a word of `Sector`."""

    typed: str = ""
    show: str = ""
    sector: str = ""


def boundary_of(person: Person, park_id: uuid.UUID) -> BoundaryView | None:
    """The outline of the area, or None.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = Boundary.objects.filter(park_id=park_id, undone_at=None).select_related("set_by")
    row = rows.order_by("-number").first()
    if row is None:
        return None
    by = (row.set_by.name or row.set_by.email) if row.set_by else ""
    source = {name: value for name, value in row.source.items() if value}
    return BoundaryView(row.geometry, row.area_ha, source, row.set_at, by)


def establishments_of(
    person: Person, park_id: uuid.UUID, asked: ListFilter | None = None
) -> Sequence[EstablishmentView]:
    """The addresses that fit, by address and name.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = _fitting(Establishment.objects.filter(park_id=park_id), asked or ListFilter())
    found = [EstablishmentView(row.id, form_of(row), row.organisation_id is not None) for row in rows]
    return sorted(found, key=lambda view: (*_by_number(view.form.address), view.form.name.casefold(), str(view.id)))


def establishment_of(person: Person, park_id: uuid.UUID, establishment_id: uuid.UUID) -> EstablishmentView | None:
    """One address, or None.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    row = Establishment.objects.filter(park_id=park_id, id=establishment_id).first()
    return EstablishmentView(row.id, form_of(row), row.organisation_id is not None) if row else None


def figures_of(person: Person, park_id: uuid.UUID) -> ListFigures:
    """What the list counts.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    rows = list(Establishment.objects.filter(park_id=park_id).values_list("is_vacant", "association_member", "sector"))
    sectors = Counter(sector for is_vacant, _, sector in rows if sector and not is_vacant)
    return ListFigures(
        establishments=sum(not is_vacant for is_vacant, _, _ in rows),
        members=sum(is_member and not is_vacant for is_vacant, is_member, _ in rows),
        vacant=sum(is_vacant for is_vacant, _, _ in rows),
        sectors=sorted(sectors.items(), key=lambda pair: (-pair[1], pair[0])),
    )


def facilities_of(person: Person, park_id: uuid.UUID) -> Sequence[FacilityView]:
    """What the area has together, by kind and place.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    order = list(FacilityKind)
    found = [
        FacilityView(
            row.id, FacilityKind(row.kind), row.place, row.keeper, row.contact_function, row.latitude, row.longitude
        )
        for row in CollectiveFacility.objects.filter(park_id=park_id)
    ]
    return sorted(found, key=lambda view: (order.index(view.kind), *_by_number(view.place), str(view.id)))


def undoable_change(person: Person, park_id: uuid.UUID) -> UndoableChange | None:
    """What can be taken back now, or None.

    Raises:
        NoSuchPark: the person has no seat there.
    """
    park_of(person, park_id)
    row = newest_change(park_id)
    if row is None:
        return None
    by = (row.by.name or row.by.email) if row.by else ""
    return UndoableChange(row.id, ListChangeKind(row.kind), len(row.before), row.at, by)


def _fitting(rows: QuerySet[Establishment], asked: ListFilter) -> QuerySet[Establishment]:
    for word in asked.typed.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(address__icontains=word) | Q(establishment_number__icontains=word)
        )
    if asked.show == "vacant":
        rows = rows.filter(is_vacant=True)
    elif asked.show in {"member", "no-member"}:
        rows = rows.filter(is_vacant=False, association_member=asked.show == "member")
    return rows.filter(sector=asked.sector) if asked.sector else rows


def _by_number(address: str) -> tuple[str, int, str]:
    """Number 9 comes before number 10 of the same street."""
    words = address.casefold()
    street, digits = _STREET.match(words).groups()  # type: ignore[union-attr] # it matches everything
    return street, int(digits or 0), words
