"""Takes points to the municipality's system, asks there how they stand, and writes down what it says."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import WORKER
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.models import Open311Link, Open311Report, Point
from weerbaar.portal.inspections.open311.georeport import (
    Outgoing,
    Reach,
    Status,
    Taken,
    find_report,
    number_of,
    send_report,
    status_of,
)
from weerbaar.portal.inspections.open311.set_reporting import FOR_ALL_OTHERS
from weerbaar.portal.inspections.open311.words import FOR_GOOD, NotReached, ReachFault
from weerbaar.portal.inspections.point_states import UNSOLVED, PointVerb
from weerbaar.portal.inspections.services.move_point import solved, take_step
from weerbaar.portal.inspections.tasks import report_point
from weerbaar.portal.inspections.words import PointState, SendingState
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.scans.connectors.vault import unseal
from weerbaar.portal.scans.connectors.words import CloudRefused

# After each failed try, so long until the next: together somewhat over two days.
PAUSES_S = (30, 300, 1800, 7200, 21_600, 43_200, 86_400)
ASK_EVERY = timedelta(hours=6)
# How long one who took a report up may be busy before another takes it: more than the longest try.
_LEASE = timedelta(minutes=5)
_AT_ONCE = 100
_PARTY = PartnerKind.MUNICIPALITY.value
_CLOSED, _OPEN = "closed", "open"


def send_due_reports(now: datetime | None = None) -> int:
    """Enqueue the reports that have to be sent or asked about; how many. A duty of the scheduler."""
    now = now or timezone.now()
    due = Open311Report.objects.filter(
        state__in=[SendingState.WAITING.value, SendingState.ASKED.value], next_at__lte=now
    )
    found = list(due.order_by("next_at", "id").values_list("id", "tries")[:_AT_ONCE])
    for report_id, tries in found:
        with transaction.atomic():
            if due.filter(id=report_id, tries=tries).update(next_at=now + _LEASE):
                report_point.enqueue(str(report_id), tries)
    return len(found)


def follow_report(report_id: uuid.UUID, tries: int, now: datetime | None = None) -> None:
    """One try, if nobody else made it: send the report, or ask how it stands. No transaction is open meanwhile."""
    now = now or timezone.now()
    mine = Open311Report.objects.filter(
        id=report_id, tries=tries, state__in=[SendingState.WAITING.value, SendingState.ASKED.value]
    )
    if not mine.update(tries=tries + 1, next_at=now + _LEASE):
        return
    row = Open311Report.objects.select_related("point__inspection").get(id=report_id)
    try:
        reach, services = _reach(row.point)
        if row.state == SendingState.WAITING.value:
            _send(row, reach, outgoing(row.point, services), now)
        else:
            _ask(row, reach, now)
    except NotReached as failed:
        _note_failure(row, failed, tries, now)


def outgoing(point: Point, services: dict[str, str]) -> Outgoing:
    """The report of a point: a place and what is wrong there. Nothing of who saw it.

    Raises:
        NotReached: there is no code for it, or it has no place.
    """
    code = services.get(point.type) or services.get(FOR_ALL_OTHERS, "")
    if not code:
        raise NotReached(ReachFault.NO_SERVICE)
    if point.latitude is None and not point.place_text:
        raise NotReached(ReachFault.NO_PLACE)
    known = load_inspection()
    parts = [known.types[point.type].name["nl"], point.text, point.place_text]
    parts += [f"{known.record_fields[name]['nl']}: {value}" for name, value in point.record.items()]
    description = ". ".join(part.strip(" .") for part in parts if part.strip(" ."))
    reference = f"WB-{point.id.hex[:12]}"
    return Outgoing(code, point.latitude, point.longitude, point.place_text, description, reference)


def _reach(point: Point) -> tuple[Reach, dict[str, str]]:
    link = Open311Link.objects.filter(park_id=point.inspection.park_id).first()
    if link is None:
        raise NotReached(ReachFault.NO_KEY)
    try:
        return Reach(link.endpoint, link.jurisdiction, unseal(bytes(link.key))), link.services
    except CloudRefused as error:
        raise NotReached(ReachFault.NO_KEY) from error


def _send(row: Open311Report, reach: Reach, report: Outgoing, now: datetime) -> None:
    # What may have arrived is looked for first: GeoReport knows no way to say the same thing twice.
    number = find_report(reach, report, row.made_at) if row.is_unsure else ""
    taken = Taken(number, "") if number else send_report(reach, report)
    with transaction.atomic():
        _keep(row, state=SendingState.ASKED.value, number=taken.number[:100], token=taken.token[:100], said="",
              fault="", is_unsure=False, tries=0, next_at=now + ASK_EVERY)  # fmt: skip
        record_event(InspectionEvent.POINT_REPORTED, actor=WORKER, subject_id=row.point_id)


def _ask(row: Open311Report, reach: Reach, now: datetime) -> None:
    number = row.number or number_of(reach, row.token)[:100]
    if not number:
        _keep(row, tries=0, fault="", next_at=now + ASK_EVERY)
        return
    status = status_of(reach, number)
    with transaction.atomic():
        _take_in(row.point, status, now)
        ended = status.word == _CLOSED or PointState(row.point.state) not in UNSOLVED
        _keep(
            row,
            state=(SendingState.ENDED if ended else SendingState.ASKED).value,
            number=number,
            said=status.word,
            fault="",
            tries=0,
            next_at=None if ended else now + ASK_EVERY,
        )


def _take_in(point: Point, status: Status, now: datetime) -> None:
    """What they say becomes a step of the point. Closed there is reported solved here: a person still has a look."""
    if PointState(point.state) not in UNSOLVED or status.word == _OPEN:
        return
    if status.word == _CLOSED:
        fields = solved(status.notes, _PARTY, None, now)
        verb, target = PointVerb.SOLVE, PointState.SOLVED
    elif point.state != PointState.BUSY.value:
        fields, verb, target = {}, PointVerb.START, PointState.BUSY
    else:
        return
    take_step(point, verb, target, fields, party=_PARTY, by=None, text=status.notes, now=now)
    record_event(InspectionEvent.POINT_ANSWERED, actor=WORKER, subject_id=point.id, said=status.word)


def _note_failure(row: Open311Report, failed: NotReached, tries: int, now: datetime) -> None:
    is_unsure = row.is_unsure or failed.is_unsure
    if row.state == SendingState.ASKED.value:
        # It is there; how it stands can wait.
        _keep(row, fault=failed.fault.value, tries=0, next_at=now + ASK_EVERY)
    elif failed.fault in FOR_GOOD or tries >= len(PAUSES_S):
        state = SendingState.GIVEN_UP.value
        _keep(row, state=state, fault=failed.fault.value, is_unsure=is_unsure, next_at=None)
    else:
        next_at = now + timedelta(seconds=PAUSES_S[tries])
        _keep(row, fault=failed.fault.value, is_unsure=is_unsure, next_at=next_at)


def _keep(row: Open311Report, **fields: object) -> None:
    """Written only by who took the report up, and not when it was ended meanwhile."""
    Open311Report.objects.filter(id=row.id, tries=row.tries, state=row.state).update(**fields)
