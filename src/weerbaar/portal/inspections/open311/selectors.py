"""What people read of reports to a municipality's system."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.find import area_for
from weerbaar.portal.inspections.models import Open311Link, Open311Report
from weerbaar.portal.inspections.words import SendingState
from weerbaar.portal.parks.selectors import assert_may_run

MOST_SHOWN = 50


@dataclass(frozen=True)
class LinkView:
    """Where an area reports. The key is never shown."""

    endpoint: str
    jurisdiction: str
    services: Mapping[str, str]
    set_at: datetime


@dataclass(frozen=True, slots=True)
class ReportView:
    """A point on its way there. `said` is their last word; `fault` why the last try failed, or empty."""

    point_id: uuid.UUID
    type: str
    state: SendingState
    number: str
    said: str
    fault: str
    made_at: datetime


def link_of(person: Person, park_id: uuid.UUID) -> LinkView | None:
    """Where the area reports; None when it does not.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    assert_may_run(person, park_id)
    row = Open311Link.objects.filter(park_id=park_id).first()
    return LinkView(row.endpoint, row.jurisdiction, row.services, row.set_at) if row else None


def report_of(person: Person, park_id: uuid.UUID, point_id: uuid.UUID) -> ReportView | None:
    """The report of a point; None when it was never to be reported.

    Raises:
        NoSuchPark: no seat at this area.
    """
    area_for(person, park_id)
    row = Open311Report.objects.filter(point_id=point_id, point__inspection__park_id=park_id).first()
    return _view(row) if row else None


def reports_of(person: Person, park_id: uuid.UUID) -> Sequence[ReportView]:
    """The newest reports of the area.

    Raises:
        NoSuchPark: no seat at this area.
    """
    area_for(person, park_id)
    rows = Open311Report.objects.filter(point__inspection__park_id=park_id).select_related("point")
    return [_view(row) for row in rows.order_by("-made_at", "id")[:MOST_SHOWN]]


def _view(row: Open311Report) -> ReportView:
    return ReportView(
        point_id=row.point_id,
        type=row.point.type,
        state=SendingState(row.state),
        number=row.number,
        said=row.said,
        fault=row.fault,
        made_at=row.made_at,
    )
