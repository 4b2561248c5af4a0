"""Sets where points of the municipality of an area are reported, and ends it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.models import Open311Link, Open311Report
from weerbaar.portal.inspections.open311.exchange import leads_inside, place_of, speaks_plainly
from weerbaar.portal.inspections.open311.words import ReportingFault, ReportingRefused
from weerbaar.portal.inspections.words import SendingState
from weerbaar.portal.parks.selectors import assert_may_run
from weerbaar.portal.scans.connectors.vault import seal
from weerbaar.portal.scans.connectors.words import CloudRefused

LONGEST_URL = 300
FOR_ALL_OTHERS = "*"


@dataclass(frozen=True)
class ReportingForm:
    """`services` gives the code there for each type of point, under `*` for all others. An empty key keeps the old one."""

    endpoint: str
    key: str = ""
    jurisdiction: str = ""
    services: Mapping[str, str] = field(default_factory=dict)


def set_reporting(park_id: uuid.UUID, form: ReportingForm, *, actor: Person, now: datetime | None = None) -> None:
    """From now on points of the municipality are reported there when they go out.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
        ReportingRefused: carries why.
    """
    endpoint = form.endpoint.strip().rstrip("/")
    services = {name.strip(): code.strip()[:100] for name, code in form.services.items() if code.strip()}
    with transaction.atomic():
        assert_may_run(actor, park_id)
        _check(endpoint, services)
        row = Open311Link.objects.select_for_update().filter(park_id=park_id).first()
        if not form.key and row is None:
            raise ReportingRefused(ReportingFault.NO_KEY)
        # A key is given to the place that it was meant for, and to no other.
        if row is not None and not form.key and row.endpoint != endpoint:
            raise ReportingRefused(ReportingFault.NO_KEY)
        row = row or Open311Link(park_id=park_id)
        if form.key:
            row.key = _sealed(form.key.strip())
        row.endpoint, row.jurisdiction, row.services = endpoint, form.jurisdiction.strip()[:100], services
        row.set_by_id, row.set_at = actor.user_id, now or timezone.now()
        row.save()
        record_event(InspectionEvent.REPORTING_SET, actor=actor, subject_id=park_id)


def end_reporting(park_id: uuid.UUID, *, actor: Person) -> None:
    """Nothing is reported any more, and nothing is asked about what was. The key is erased.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not run the area.
    """
    with transaction.atomic():
        assert_may_run(actor, park_id)
        if Open311Link.objects.filter(park_id=park_id).delete()[0]:
            going = Open311Report.objects.filter(
                point__inspection__park_id=park_id, state__in=[SendingState.WAITING.value, SendingState.ASKED.value]
            )
            going.update(state=SendingState.ENDED.value, next_at=None)
            record_event(InspectionEvent.REPORTING_ENDED, actor=actor, subject_id=park_id)


def _check(endpoint: str, services: Mapping[str, str]) -> None:
    place = place_of(endpoint)
    if place is None or len(endpoint) > LONGEST_URL or "?" in endpoint:
        raise ReportingRefused(ReportingFault.NO_ADDRESS)
    if speaks_plainly(place):
        raise ReportingRefused(ReportingFault.NOT_HTTPS)
    if leads_inside(place):
        raise ReportingRefused(ReportingFault.INSIDE)
    if not services:
        raise ReportingRefused(ReportingFault.NO_SERVICES)
    if not set(services) <= {FOR_ALL_OTHERS, *load_inspection().types}:
        raise ReportingRefused(ReportingFault.UNKNOWN_TYPE)


def _sealed(key: str) -> bytes:
    try:
        return seal(key)
    except CloudRefused as error:
        raise ReportingRefused(ReportingFault.NOT_SET_UP) from error
