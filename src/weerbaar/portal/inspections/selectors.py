"""What reads rounds and points. Every reading starts from a person with a seat at the area."""

import statistics
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.errors import NoSuchPhoto
from weerbaar.portal.inspections.find import area_for, inspection_in, point_in, points_in, stands_as
from weerbaar.portal.inspections.models import Inspection, Photo, Point, PointPhoto
from weerbaar.portal.inspections.point_states import UNSOLVED, PointVerb, verbs_from
from weerbaar.portal.inspections.words import EditFate, Light, Moment, PointState
from weerbaar.portal.parks.selectors import ParkView


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo of a point; `id` is None while it has not arrived, or once it was erased."""

    id: uuid.UUID | None
    moment: Moment
    is_erased: bool


@dataclass(frozen=True)
class PointView:
    """A point, with what this person can do to it."""

    id: uuid.UUID
    inspection_id: uuid.UUID
    light: Light
    walked_on: date
    type: str
    aspect: str
    severity: str
    owner: str
    text: str
    place_text: str
    latitude: float | None
    longitude: float | None
    accuracy_m: float | None
    record: Mapping[str, str]
    seen_at: datetime
    came_late: bool
    state: PointState
    due_on: date
    days_late: int
    answer: str
    solved_on: date | None
    solved_by_party: str
    verified_by_party: str
    photos: Sequence[PhotoView]
    verbs: tuple[PointVerb, ...]

    @property
    def days_to_repair(self) -> int | None:
        """Days from when it was seen to when it was solved."""
        return (self.solved_on - timezone.localdate(self.seen_at)).days if self.solved_on else None


@dataclass(frozen=True, slots=True)
class StepView:
    """Something that happened to a point. `verb` is a verb of the table of states, or `taken` or `aside` for what was written."""

    at: datetime
    by_name: str
    party: str
    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round in the list."""

    id: uuid.UUID
    light: Light
    walked_on: date
    started_at: datetime
    route: str
    participants: tuple[str, ...]
    weather: str
    closed_at: datetime | None
    points: int
    unsolved: int


@dataclass(frozen=True, slots=True)
class OwnerFigures:
    """How a party repairs. `median_days` is of its solved points; None when there is none."""

    party: str
    points: int
    unsolved: int
    late: int
    solved: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which points to show; what is empty or None is not asked. `is_open`: only those that are not solved."""

    state: PointState | None = None
    party: str = ""
    aspect: str = ""
    inspection_id: uuid.UUID | None = None
    is_open: bool = False
    is_late: bool = False


def rounds_of(person: Person, park_id: uuid.UUID) -> list[RoundView]:
    """All rounds of the area, newest first.

    Raises:
        NoSuchPark: no seat at this area.
    """
    area_for(person, park_id)
    states: dict[uuid.UUID, list[str]] = {}
    for inspection_id, state in points_in(park_id).values_list("inspection_id", "state"):
        states.setdefault(inspection_id, []).append(state)
    return [_round(row, states.get(row.id, [])) for row in Inspection.objects.filter(park_id=park_id)]


def round_of(person: Person, park_id: uuid.UUID, inspection_id: uuid.UUID) -> RoundView:
    """One round.

    Raises:
        NoSuchPark, NoSuchInspection: there is none for this person.
    """
    area_for(person, park_id)
    row = inspection_in(park_id, inspection_id)
    return _round(row, list(row.points.values_list("state", flat=True)))


def points_of(person: Person, park_id: uuid.UUID, wanted: Wanted | None = None) -> list[PointView]:
    """The points that are wanted: what is late first, then by day.

    Raises:
        NoSuchPark: no seat at this area.
    """
    view, wanted = area_for(person, park_id), wanted or Wanted()
    rows = points_in(park_id)
    if wanted.inspection_id:
        rows = rows.filter(inspection_id=wanted.inspection_id)
    if wanted.state:
        rows = rows.filter(state=wanted.state.value)
    if wanted.is_open or wanted.is_late:
        rows = rows.filter(state__in=[state.value for state in UNSOLVED])
    if wanted.is_late:
        rows = rows.filter(due_on__lt=timezone.localdate())
    if wanted.party:
        rows = rows.filter(owner=wanted.party)
    if wanted.aspect:
        rows = rows.filter(aspect=wanted.aspect)
    found = _views(rows.order_by("due_on", "seen_at", "id"), view)
    return sorted(found, key=lambda point: (point.state not in UNSOLVED, point.due_on))


def point_of(person: Person, park_id: uuid.UUID, point_id: uuid.UUID) -> PointView:
    """One point.

    Raises:
        NoSuchPark, NoSuchPoint: there is none for this person.
    """
    return _views([point_in(park_id, point_id)], area_for(person, park_id))[0]


def history_of(person: Person, park_id: uuid.UUID, point_id: uuid.UUID) -> list[StepView]:
    """Everything that was written about a point and done to it, oldest first.

    Raises:
        NoSuchPark, NoSuchPoint: there is none for this person.
    """
    area_for(person, park_id)
    row = point_in(park_id, point_id)
    edits, steps = list(row.edits.all()), list(row.steps.all())
    names = names_of(by for by in (*(edit.by_id for edit in edits), *(step.by_id for step in steps)) if by)

    def called(by: uuid.UUID | None) -> str:
        return names.get(by, "") if by else ""

    told = [StepView(edit.at, called(edit.by_id), "", edit.fate, str(edit.content.get("text", ""))) for edit in edits]
    told += [StepView(step.at, called(step.by_id), step.party, step.verb, step.text) for step in steps]
    return sorted(told, key=lambda step: (step.at, step.verb not in set(EditFate)))


def photo_of(person: Person, park_id: uuid.UUID, photo_id: uuid.UUID) -> tuple[bytes, str]:
    """A photo and its media type.

    Raises:
        NoSuchPark, NoSuchPhoto: there is none for this person.
    """
    area_for(person, park_id)
    row = Photo.objects.filter(id=photo_id, park_id=park_id, erased_at=None).first()
    if row is None:
        raise NoSuchPhoto
    return bytes(row.data), _MEDIA[row.kind]


def figures_of(points: Iterable[PointView]) -> list[OwnerFigures]:
    """How each party repairs, most points first."""
    parties: dict[str, list[PointView]] = {}
    for point in points:
        parties.setdefault(point.owner, []).append(point)
    figures = [_figures(party, mine) for party, mine in parties.items()]
    return sorted(figures, key=lambda one: (-one.points, one.party))


def _figures(party: str, points: Sequence[PointView]) -> OwnerFigures:
    days = [point.days_to_repair for point in points if point.days_to_repair is not None]
    return OwnerFigures(
        party=party,
        points=len(points),
        unsolved=sum(1 for point in points if point.state in UNSOLVED),
        late=sum(1 for point in points if point.days_late),
        solved=len(days),
        median_days=statistics.median(days) if days else None,
    )


_MEDIA = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_UNSOLVED = {state.value for state in UNSOLVED}


def _round(row: Inspection, states: Sequence[str]) -> RoundView:
    return RoundView(
        id=row.id,
        light=Light(row.round),
        walked_on=row.walked_on,
        started_at=row.started_at,
        route=row.route,
        participants=tuple(row.participants),
        weather=row.weather,
        closed_at=row.closed_at,
        points=len(states),
        unsolved=sum(1 for state in states if state in _UNSOLVED),
    )


def _views(rows: Iterable[Point], park: ParkView) -> list[PointView]:
    rows = list(rows)
    photos: dict[uuid.UUID, list[PhotoView]] = {}
    named = PointPhoto.objects.filter(point_id__in=[row.id for row in rows])
    kept = {
        sha256: (photo_id, erased_at)
        for photo_id, sha256, erased_at in Photo.objects.filter(
            park_id=park.id, sha256__in=named.values("sha256")
        ).values_list("id", "sha256", "erased_at")
    }
    for item in named:
        photo_id, erased_at = kept.get(item.sha256, (None, None))
        view = PhotoView(None if erased_at else photo_id, Moment(item.moment), erased_at is not None)
        photos.setdefault(item.point_id, []).append(view)
    return [_view(row, park, photos.get(row.id, [])) for row in rows]


def _view(row: Point, park: ParkView, photos: Sequence[PhotoView]) -> PointView:
    state = PointState(row.state)
    late = (timezone.localdate() - row.due_on).days if state in UNSOLVED else 0
    return PointView(
        id=row.id,
        inspection_id=row.inspection_id,
        light=Light(row.inspection.round),
        walked_on=row.inspection.walked_on,
        type=row.type,
        aspect=row.aspect,
        severity=row.severity,
        owner=row.owner,
        text=row.text,
        place_text=row.place_text,
        latitude=row.latitude,
        longitude=row.longitude,
        accuracy_m=row.place_accuracy_m,
        record=row.record,
        seen_at=row.seen_at,
        came_late=row.came_late,
        state=state,
        due_on=row.due_on,
        days_late=max(0, late),
        answer=row.answer,
        solved_on=row.solved_on,
        solved_by_party=row.solved_by_party,
        verified_by_party=row.verified_by_party,
        photos=photos,
        verbs=tuple(verbs_from(state, stands_as(park, row.owner))),
    )
