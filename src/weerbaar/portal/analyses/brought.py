"""What taking part brought in a period: facts of the area, all exact. Results of companies are not among them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from weerbaar.portal.analyses.find import reader_of
from weerbaar.portal.core.actors import Person
from weerbaar.portal.incidents.selectors import incident_totals
from weerbaar.portal.inspections.point_states import UNSOLVED
from weerbaar.portal.inspections.selectors import points_of
from weerbaar.portal.parks.area_selectors import figures_of
from weerbaar.portal.parks.selectors import ParkView, participants_of
from weerbaar.portal.trajectories.models import MeasureStep
from weerbaar.portal.trajectories.words import MeasureState


@dataclass(frozen=True)
class Brought:
    """One period. `median_days` is of the points solved in it, None when there is none; `measures` say what was done."""

    park: ParkView
    since: date
    until: date
    participants: int
    joined: int
    establishments: int
    members: int
    points_seen: int
    points_solved: int
    points_open: int
    median_days: float | None
    measures: Sequence[str]
    incidents: int

    @property
    def participants_percent(self) -> int | None:
        """Of the addresses with somebody in them; None when the list of addresses is empty."""
        return min(100, 100 * self.participants // self.establishments) if self.establishments else None


def brought(person: Person, park_id: uuid.UUID, since: date, until: date) -> Brought:
    """What happened from one day to another, both included.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: an insurer.
    """
    park = reader_of(person, park_id)
    companies, addresses = participants_of(park_id), figures_of(person, park_id)
    points = points_of(person, park_id)
    solved = [point for point in points if point.solved_on and since <= point.solved_on <= until]
    days = [point.days_to_repair for point in solved if point.days_to_repair is not None]
    return Brought(
        park=park,
        since=since,
        until=until,
        participants=len(companies),
        joined=sum(1 for company in companies if since <= timezone.localdate(company.joined_at) <= until),
        establishments=addresses.establishments,
        members=addresses.members,
        points_seen=sum(1 for point in points if since <= timezone.localdate(point.seen_at) <= until),
        points_solved=len(solved),
        points_open=sum(1 for point in points if point.state in UNSOLVED),
        median_days=median(days) if days else None,
        measures=_measures(park_id, since, until),
        incidents=incident_totals(park_id, since, until).number,
    )


def _measures(park_id: uuid.UUID, since: date, until: date) -> list[str]:
    """Those that became done in these days and are so still."""
    ended = [MeasureState.DONE.value, MeasureState.CHECKED.value]
    steps = MeasureStep.objects.filter(
        measure__trajectory__park_id=park_id, measure__state__in=ended, target=MeasureState.DONE.value
    ).select_related("measure")
    found = {step.measure_id: step.measure.what for step in steps if since <= timezone.localdate(step.at) <= until}
    return sorted(found.values())
