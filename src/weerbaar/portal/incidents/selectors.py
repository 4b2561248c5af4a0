"""What reads the reports of an area. Every reading starts from a person with a seat; totals hold no company."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.find import kind_of, reader_of, report_for
from weerbaar.portal.incidents.models import ParkIncident
from weerbaar.portal.incidents.policies import sight_of_one
from weerbaar.portal.incidents.words import Damage, IncidentState, Sight
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.models import Establishment, ParkSeat
from weerbaar.portal.parks.policies import may_run
from weerbaar.portal.parks.selectors import ParkView
from weerbaar.portal.parks.words import ParkRole, PartnerKind


@dataclass(frozen=True, slots=True)
class IncidentView:
    """A report as somebody of the area sees it. `damage`, `police_told`, `lesson` and `company` are for who runs the area."""

    id: uuid.UUID
    kind: str
    aspect: str
    happened_on: date
    street: str
    latitude: float | None
    longitude: float | None
    has_photo: bool
    state: IncidentState
    taken_up_by: str
    done: str
    reported_at: datetime
    damage: Damage | None = None
    police_told: bool | None = None
    lesson: str = ""
    company: str = ""


@dataclass(frozen=True)
class IncidentTotals:
    """How many reports there are of a period, both days included. `per_hundred` is the number per hundred establishments of the
    area (vacant ones not counted) over the whole period; None without establishments.
    """

    number: int
    by_kind: Mapping[str, int]
    by_aspect: Mapping[str, int]
    by_month: Mapping[str, int]
    by_street: Mapping[str, int]
    establishments: int
    per_hundred: float | None


@dataclass(frozen=True, slots=True)
class IncidentReader:
    """Whom a letter about a report goes to."""

    email: str
    language: str


@dataclass(frozen=True, slots=True)
class IncidentLetter:
    """What a letter about a report tells: no company, and nothing but kind, day and street."""

    park_id: uuid.UUID
    park_name: str
    incident_id: uuid.UUID
    kind: str
    happened_on: date
    street: str
    readers: tuple[IncidentReader, ...]


def incident_totals(park_id: uuid.UUID, from_: date, to: date) -> IncidentTotals:
    """The totals of an area, for the floors above too: exact, since these are facts of the area."""
    rows = ParkIncident.objects.filter(park_id=park_id, happened_on__gte=from_, happened_on__lte=to)
    found = list(rows.values_list("kind", "happened_on", "street"))
    establishments = Establishment.objects.filter(park_id=park_id, is_vacant=False).count()
    return IncidentTotals(
        number=len(found),
        by_kind=_most(kind for kind, _, _ in found),
        by_aspect=_most(_aspect(kind) for kind, _, _ in found),
        by_month=dict(sorted(Counter(f"{day:%Y-%m}" for _, day, _ in found).items())),
        by_street=_most(street for _, _, street in found),
        establishments=establishments,
        per_hundred=round(100 * len(found) / establishments, 1) if establishments else None,
    )


def incidents_of(person: Person, park_id: uuid.UUID) -> tuple[Sight, Sequence[IncidentView]]:
    """What this person may see, newest first; none for whom only totals are.

    Raises:
        NoSuchPark, ParkNotAllowed: no seat, or an insurer's.
    """
    park, sight = reader_of(person, park_id)
    rows = ParkIncident.objects.filter(park_id=park_id).select_related("organisation").defer("photo")
    views = [_view(row, park) for row in rows.order_by("-happened_on", "-reported_at", "id")]
    return sight, [view for view in views if view is not None]


def incident_of(person: Person, park_id: uuid.UUID, incident_id: uuid.UUID) -> IncidentView:
    """One report.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchIncident: not this person's to see.
    """
    row = report_for(person, park_id, incident_id)
    view = _view(row, reader_of(person, park_id)[0])
    assert view is not None  # `report_for` refuses what `_view` hides
    return view


def photo_of(person: Person, park_id: uuid.UUID, incident_id: uuid.UUID) -> tuple[bytes, str] | None:
    """The picture and its ending; None when there is none.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchIncident: not this person's to see.
    """
    row = report_for(person, park_id, incident_id)
    return (bytes(row.photo), row.photo_kind) if row.photo else None


def letter_of(incident_id: uuid.UUID) -> IncidentLetter | None:
    """Who hears at once of a report: who runs the area, and the seats of the parties that the kind goes to."""
    row = ParkIncident.objects.filter(id=incident_id).select_related("park").defer("photo").first()
    kind = kind_of(row.kind) if row else None
    if row is None or kind is None:
        return None
    seats = ParkSeat.objects.filter(park_id=row.park_id, user__is_active=True).select_related("user")
    readers = [
        IncidentReader(seat.user.email, seat.user.language)
        for seat in seats.order_by("since", "id")
        if may_run(ParkRole(seat.role)) or (seat.party and PartnerKind(seat.party) in kind.route)
    ]
    return IncidentLetter(row.park_id, row.park.name, row.id, row.kind, row.happened_on, row.street, tuple(readers))


def _view(row: ParkIncident, park: ParkView) -> IncidentView | None:
    kind = kind_of(row.kind)
    sight = sight_of_one(park.role, park.party, kind.route if kind else ())
    if sight not in {Sight.ALL, Sight.ROUTED}:
        return None
    view = IncidentView(
        id=row.id,
        kind=row.kind,
        aspect=_aspect(row.kind),
        happened_on=row.happened_on,
        street=row.street,
        latitude=row.latitude,
        longitude=row.longitude,
        has_photo=bool(row.photo_kind),
        state=IncidentState(row.state),
        taken_up_by=row.taken_up_by,
        done=row.done,
        reported_at=row.reported_at,
    )
    return view if sight is Sight.ROUTED else _whole(view, row)


def _whole(view: IncidentView, row: ParkIncident) -> IncidentView:
    return replace(
        view,
        damage=Damage(row.damage),
        police_told=row.police_told,
        lesson=row.lesson,
        company=row.organisation.name if row.says_who else "",
    )


def _aspect(kind: str) -> str:
    known = kind_of(kind)
    return known.aspect if known else next(iter(load_safety().aspects))


def _most(words: Iterable[str]) -> dict[str, int]:
    """Most first, then by word."""
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))
