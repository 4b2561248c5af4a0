"""Sends new points to their owners on the same day: to people of the party at the table, and to the municipality's own system."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import SCHEDULER
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.models import Open311Link, Open311Report, Point
from weerbaar.portal.inspections.point_states import PointVerb
from weerbaar.portal.inspections.policies import RUNNING_PARTY
from weerbaar.portal.inspections.services.move_point import take_step
from weerbaar.portal.inspections.words import PointState, SendingState
from weerbaar.portal.parks.models import Park, ParkSeat
from weerbaar.portal.parks.words import ParkRole, PartnerKind

# A round that nobody closes is over by then, and its points still go out on the day.
UNCLOSED_AFTER = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who acts for a party."""

    email: str
    language: str


@dataclass(frozen=True)
class PointsNotice:
    """The new points of one party at one area: by type, and the first day by which one has to be solved."""

    park_id: uuid.UUID
    park_name: str
    party: str
    types: tuple[str, ...]
    first_due: date
    readers: Sequence[Reader]


def send_points(now: datetime | None = None) -> list[PointsNotice]:
    """What has to be told to whom. Each point is given out once; one whose owner nobody speaks for stays open."""
    now = now or timezone.now()
    fresh = Point.objects.filter(state=PointState.OPEN.value, sent_at=None).filter(
        Q(inspection__closed_at__lte=now) | Q(received_at__lte=now - UNCLOSED_AFTER)
    )
    notices = []
    for park in Park.objects.filter(id__in=fresh.values("inspection__park_id")).order_by("id"):
        with transaction.atomic():
            Park.objects.select_for_update().get(id=park.id)
            parties: dict[str, list[Point]] = defaultdict(list)
            for point in fresh.filter(inspection__park=park).order_by("due_on", "seen_at", "id"):
                parties[point.owner].append(point)
            reports = Open311Link.objects.filter(park=park).exists()
            for party, points in parties.items():
                readers = _readers(park.id, party)
                goes_out = reports and party == PartnerKind.MUNICIPALITY.value
                if readers or goes_out:
                    _give_out(park.id, points, now, goes_out)
                if readers:
                    types = tuple(point.type for point in points)
                    notices.append(PointsNotice(park.id, park.name, party, types, points[0].due_on, readers))
    return notices


def _give_out(park_id: uuid.UUID, points: Sequence[Point], now: datetime, goes_out: bool) -> None:
    for point in points:
        fields = {"sent_at": now}
        take_step(point, PointVerb.SEND, PointState.ASSIGNED, fields, party="", by=None, text="", now=now)
        if goes_out:
            _report(point, now)
    record_event(InspectionEvent.POINTS_SENT, actor=SCHEDULER, subject_id=park_id, number=len(points))


def _report(point: Point, now: datetime) -> None:
    """A point that goes out again is reported again, unless the first report is still under way."""
    row, is_new = Open311Report.objects.get_or_create(point=point, defaults={"made_at": now, "next_at": now})
    if not is_new and row.state in {SendingState.ENDED.value, SendingState.GIVEN_UP.value}:
        row.state, row.made_at, row.next_at, row.tries = SendingState.WAITING.value, now, now, 0
        row.number, row.token, row.said, row.fault, row.is_unsure = "", "", "", "", False
        row.save()


def _readers(park_id: uuid.UUID, party: str) -> list[Reader]:
    seats = ParkSeat.objects.filter(park_id=park_id, user__is_active=True).select_related("user")
    if party == RUNNING_PARTY:
        seats = seats.filter(role=ParkRole.PARK_MANAGER.value)
    else:
        seats = seats.filter(role=ParkRole.PARTNER.value, party=party)
    return [Reader(seat.user.email, seat.user.language) for seat in seats.order_by("since", "id")]
