"""What reads water and fire per plot: of the area for who has a seat, of a company for its people, goods for neither."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.errors import NoSuchDepths
from weerbaar.portal.incidents.models import DepthImport, FireFact, HazardousGood, PlotAnswer, PlotDepth
from weerbaar.portal.incidents.read_plot_pack import PlotQuestion, PlotScale
from weerbaar.portal.incidents.words import Chance, FactKind, FactState, PlotAnswerWord, Recency
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.parks.models import Establishment, ParkMembership
from weerbaar.portal.parks.selectors import ParkView, assert_may_run, park_of


@dataclass(frozen=True, slots=True)
class DepthView:
    """How deep the water can come, who says so, and of when that is."""

    depth_cm: int
    source: str
    dated_on: date


@dataclass(frozen=True, slots=True)
class PlotView:
    """An establishment and its depths; a chance that is absent is not known there."""

    id: uuid.UUID
    name: str
    address: str
    latitude: float | None
    longitude: float | None
    depths: Mapping[Chance, DepthView]

    @property
    def deepest_cm(self) -> int | None:
        """The deepest of all chances; None when nothing is known."""
        return max((depth.depth_cm for depth in self.depths.values()), default=None)


@dataclass(frozen=True, slots=True)
class DepthImportView:
    """A file with depths, and how many plots it knows. `is_open` says that it was not taken yet."""

    id: uuid.UUID
    source: str
    dated_on: date
    file_name: str
    read_at: datetime
    is_open: bool
    undone_at: datetime | None
    plots: int


@dataclass(frozen=True, slots=True)
class FactView:
    """Something that the fire brigade wants to know of the area."""

    id: uuid.UUID
    kind: FactKind
    place: str
    state: FactState
    checked_on: date


@dataclass(frozen=True, slots=True)
class GoodView:
    """A line of a list of hazardous goods."""

    id: uuid.UUID
    substance: str
    un_number: str
    quantity: str
    place: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class CompanyGoods:
    """A company and its list."""

    organisation_id: uuid.UUID
    name: str
    goods: tuple[GoodView, ...]


def choices_of(question: PlotQuestion) -> tuple[str, ...]:
    """What can be answered."""
    words = PlotAnswerWord if question.scale is PlotScale.COVERAGE else Recency
    return tuple(word.value for word in words)


def plots_of(person: Person, park_id: uuid.UUID) -> Sequence[PlotView]:
    """All establishments of an area with what is known, the deepest first.

    Raises:
        NoSuchPark: no seat.
    """
    park_of(person, park_id)
    plots = _plots(Establishment.objects.filter(park_id=park_id).order_by("name", "address", "id"))
    return sorted(plots, key=lambda plot: -1 if plot.deepest_cm is None else plot.deepest_cm, reverse=True)


def plot_of(person: Person, park_id: uuid.UUID, establishment_id: uuid.UUID) -> PlotView | None:
    """One of them, or None.

    Raises:
        NoSuchPark: no seat.
    """
    park_of(person, park_id)
    return next(iter(_plots(Establishment.objects.filter(park_id=park_id, id=establishment_id))), None)


def plots_of_company(view: OrganisationView) -> Sequence[PlotView]:
    """The establishments that are this company's, by its own word."""
    return _plots(Establishment.objects.filter(organisation_id=view.id).order_by("name", "id"))


def depth_imports_of(person: Person, park_id: uuid.UUID) -> Sequence[DepthImportView]:
    """The files that were read for an area, newest first; for who runs it.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    assert_may_run(person, park_id)
    rows = DepthImport.objects.filter(park_id=park_id).order_by("-read_at", "id")
    return [_import(row) for row in rows]


def depth_import_of(
    person: Person, park_id: uuid.UUID, import_id: uuid.UUID
) -> tuple[DepthImportView, Sequence[PlotView]]:
    """One file, and what it says of each plot.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        NoSuchDepths: there is none.
    """
    assert_may_run(person, park_id)
    row = DepthImport.objects.filter(park_id=park_id, id=import_id).first()
    if row is None:
        raise NoSuchDepths
    depths: dict[uuid.UUID, dict[Chance, DepthView]] = defaultdict(dict)
    for depth in row.depths.all():
        depths[depth.establishment_id][Chance(depth.chance)] = DepthView(depth.depth_cm, row.source, row.dated_on)
    places = Establishment.objects.filter(id__in=depths).order_by("name", "address", "id")
    return _import(row), [_plot(place, depths[place.id]) for place in places]


def fire_facts_of(park_id: uuid.UUID) -> Sequence[FactView]:
    """What is written down of an area, by kind and place; to be called once somebody's seat was seen."""
    order = list(FactKind)
    rows = FireFact.objects.filter(park_id=park_id).order_by("place", "id")
    facts = [FactView(row.id, FactKind(row.kind), row.place, FactState(row.state), row.checked_on) for row in rows]
    return sorted(facts, key=lambda fact: order.index(fact.kind))


def fire_facts_for(person: Person, park_id: uuid.UUID) -> tuple[ParkView, Sequence[FactView]]:
    """The same for somebody with a seat.

    Raises:
        NoSuchPark: no seat.
    """
    return park_of(person, park_id), fire_facts_of(park_id)


def fire_facts_of_company(view: OrganisationView) -> Sequence[tuple[str, FactView]]:
    """Those of the areas that a company takes part in, with the name of the area."""
    rows = ParkMembership.objects.filter(organisation_id=view.id, left_at=None).select_related("park")
    return [(row.park.name, fact) for row in rows.order_by("park__name") for fact in fire_facts_of(row.park_id)]


def plot_answers_of(view: OrganisationView) -> Mapping[str, str]:
    """What the company said, by question."""
    return dict(PlotAnswer.objects.filter(organisation_id=view.id).values_list("question", "answer"))


def goods_of(view: OrganisationView) -> Sequence[GoodView]:
    """The company's own list, by place."""
    rows = HazardousGood.objects.filter(organisation_id=view.id).order_by("place", "substance", "id")
    return [_good(row) for row in rows]


def goods_by_company(park_id: uuid.UUID) -> Sequence[CompanyGoods]:
    """The lists of the companies that take part. For `look_at_goods` only, which checks who asks and writes down that it did."""
    found = []
    members = ParkMembership.objects.filter(park_id=park_id, left_at=None).select_related("organisation")
    for member in members.order_by("organisation__name", "organisation_id"):
        rows = HazardousGood.objects.filter(organisation_id=member.organisation_id).order_by("place", "substance", "id")
        goods = tuple(_good(row) for row in rows)
        if goods:
            found.append(CompanyGoods(member.organisation_id, member.organisation.name, goods))
    return found


def _plots(rows: models.QuerySet[Establishment]) -> list[PlotView]:
    places = list(rows)
    newest: dict[uuid.UUID, dict[Chance, DepthView]] = defaultdict(dict)
    told = PlotDepth.objects.filter(establishment__in=places, batch__undone_at=None).exclude(batch__taken_at=None)
    for depth in told.select_related("batch").order_by("batch__taken_at", "batch__read_at"):
        batch = depth.batch
        newest[depth.establishment_id][Chance(depth.chance)] = DepthView(depth.depth_cm, batch.source, batch.dated_on)
    return [_plot(place, newest[place.id]) for place in places]


def _plot(place: Establishment, depths: Mapping[Chance, DepthView]) -> PlotView:
    in_order = {chance: depths[chance] for chance in Chance if chance in depths}
    return PlotView(place.id, place.name, place.address, place.latitude, place.longitude, in_order)


def _import(row: DepthImport) -> DepthImportView:
    plots = row.depths.values("establishment_id").distinct().count()
    return DepthImportView(
        row.id, row.source, row.dated_on, row.file_name, row.read_at, row.taken_at is None, row.undone_at, plots
    )


def _good(row: HazardousGood) -> GoodView:
    return GoodView(row.id, row.substance, row.un_number, row.quantity, row.place, row.written_at)
