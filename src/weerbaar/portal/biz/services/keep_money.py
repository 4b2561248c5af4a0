"""Sets what a year may cost, enters what was spent, and closes the account of a year. Nothing that was spent is ever changed."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.biz.errors import BizFault, BizRefused, NoSuchSpending
from weerbaar.portal.biz.events import BizEvent
from weerbaar.portal.biz.find import zone_run_by
from weerbaar.portal.biz.levy import from_rows, yearly_cents
from weerbaar.portal.biz.models import BudgetLine, Spending, YearAccount, Zone
from weerbaar.portal.biz.words import ZoneState
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.models import Measure

MOST_CENTS = 10**11


@dataclass(frozen=True, slots=True)
class Bill:
    """Money that went out. `proof` is the number of the invoice or of the minutes."""

    line_id: uuid.UUID
    on: date
    amount_cents: int
    what: str
    proof: str = ""


def set_line(
    park_id: uuid.UUID,
    year: int,
    name: str,
    amount_cents: int,
    *,
    actor: Person,
    measure_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """The line of the budget with this name in this year: made, or given this amount and measure.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: no name or amount, a year outside the term or closed, or a measure of another area.
    """
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        _assert_open(zone, year)
        if not name.strip():
            raise BizRefused(BizFault.NO_NAME)
        if not 0 <= amount_cents < MOST_CENTS:
            raise BizRefused(BizFault.BAD_AMOUNT)
        if measure_id and not Measure.objects.filter(id=measure_id, trajectory__park_id=park_id).exists():
            raise BizRefused(BizFault.UNKNOWN_MEASURE)
        row, _ = BudgetLine.objects.update_or_create(
            zone=zone,
            year=year,
            name=name.strip()[:120],
            defaults={"amount_cents": amount_cents, "measure_id": measure_id},
        )
        record_event(BizEvent.BUDGETED, actor=actor, subject_id=row.id)
    return row.id


def remove_line(park_id: uuid.UUID, line_id: uuid.UUID, *, actor: Person) -> None:
    """Take a line out of the budget on which nothing was spent.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: there is no such line, something was spent on it, or its year is closed.
    """
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        line = _line(zone, line_id)
        _assert_open(zone, line.year)
        if line.spending.exists():
            raise BizRefused(BizFault.LINE_IN_USE)
        line.delete()
        record_event(BizEvent.BUDGETED, actor=actor, subject_id=line_id)


def spend(park_id: uuid.UUID, bill: Bill, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of what was spent. It may be more than the line holds: the page says so.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: the zone does not run, no such line, no amount, a day of another year, or its year is closed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        if zone.state not in {ZoneState.RUNNING, ZoneState.ENDED}:
            raise BizRefused(BizFault.NOT_NOW)
        line = _line(zone, bill.line_id)
        _assert_open(zone, line.year)
        if not 0 < bill.amount_cents < MOST_CENTS:
            raise BizRefused(BizFault.BAD_AMOUNT)
        if not bill.what.strip():
            raise BizRefused(BizFault.NO_NAME)
        if bill.on.year != line.year or bill.on > timezone.localdate(now):
            raise BizRefused(BizFault.OUTSIDE_TERM)
        row = Spending.objects.create(
            line=line,
            on=bill.on,
            amount_cents=bill.amount_cents,
            what=bill.what.strip()[:300],
            proof=bill.proof.strip()[:120],
            entered_at=now,
            entered_by_id=actor.user_id,
        )
        record_event(BizEvent.SPENT, actor=actor, subject_id=row.id)
    return row.id


def undo_spending(park_id: uuid.UUID, spending_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """Take back what was entered by mistake. Both rows stay: the account shows them.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        NoSuchSpending: there is none in this zone, or it was undone before.
        BizRefused: its year is closed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        row = Spending.objects.select_related("line").filter(id=spending_id, line__zone=zone, undoes=None).first()
        if row is None or Spending.objects.filter(undoes=row).exists():
            raise NoSuchSpending
        _assert_open(zone, row.line.year)
        undo = Spending.objects.create(
            line=row.line,
            on=row.on,
            amount_cents=-row.amount_cents,
            what=row.what,
            proof=row.proof,
            undoes=row,
            entered_at=now,
            entered_by_id=actor.user_id,
        )
        record_event(BizEvent.SPENDING_UNDONE, actor=actor, subject_id=undo.id)


def close_year(park_id: uuid.UUID, year: int, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the account. From then on nothing of the year changes.

    Raises:
        NoSuchPark, ParkNotAllowed, NoSuchZone: this person does not run the area, or it has no zone.
        BizRefused: the year is not over, is outside the term, or is closed.
    """
    now = now or timezone.now()
    with transaction.atomic():
        zone = zone_run_by(actor, park_id)
        _assert_open(zone, year)
        if timezone.localdate(now).year <= year:
            raise BizRefused(BizFault.YEAR_NOT_OVER)
        text = _account_text(zone, year)
        row = YearAccount.objects.create(
            zone=zone,
            year=year,
            income_cents=yearly_cents(from_rows(zone.levy)),
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            closed_at=now,
            closed_by=names_of([actor.user_id]).get(actor.user_id, ""),
        )
        record_event(BizEvent.ACCOUNT_CLOSED, actor=actor, subject_id=row.id)
    return row.id


def _account_text(zone: Zone, year: int) -> str:
    """The account as canonical JSON: what the hash is taken of."""
    lines = [
        {
            "line": line.name,
            "budget_cents": line.amount_cents,
            "spent": [
                {"on": item.on.isoformat(), "cents": item.amount_cents, "what": item.what, "proof": item.proof}
                for item in line.spending.all()
            ],
        }
        for line in BudgetLine.objects.filter(zone=zone, year=year).prefetch_related("spending")
    ]
    whole = {"zone": zone.name, "year": year, "income_cents": yearly_cents(from_rows(zone.levy)), "lines": lines}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _line(zone: Zone, line_id: uuid.UUID) -> BudgetLine:
    row = BudgetLine.objects.filter(zone=zone, id=line_id).first()
    if row is None:
        raise BizRefused(BizFault.NO_SUCH_LINE)
    return row


def _assert_open(zone: Zone, year: int) -> None:
    if not zone.starts_on.year <= year <= zone.ends_on.year:
        raise BizRefused(BizFault.OUTSIDE_TERM)
    if YearAccount.objects.filter(zone=zone, year=year).exists():
        raise BizRefused(BizFault.YEAR_CLOSED)
