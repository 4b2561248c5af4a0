"""What reads investment zones. Every reading starts from a person with a seat at the area."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from weerbaar.portal.biz.errors import NoSuchZone
from weerbaar.portal.biz.find import zone_for
from weerbaar.portal.biz.levy import Band, from_rows, yearly_cents
from weerbaar.portal.biz.models import Ballot, BudgetLine, Spending, YearAccount, Zone
from weerbaar.portal.biz.words import Payers, ZoneState
from weerbaar.portal.core.actors import Person


@dataclass(frozen=True)
class BallotView:
    """The vote: how many, and how each threshold was judged."""

    opens_on: date
    closes_on: date
    eligible: int
    returned: int
    in_favour: int | None
    against: int | None
    invalid: int | None
    counted_at: datetime | None
    counted_by: str
    accepted: bool | None
    outcome: Sequence[dict[str, Any]]

    @property
    def turnout_percent(self) -> int:
        """Forms that came in, of those who may vote, rounded down."""
        return 100 * self.returned // self.eligible


@dataclass(frozen=True)
class ZoneView:
    """An investment zone as everybody with a seat reads it."""

    id: uuid.UUID
    name: str
    purpose: str
    payers: Payers
    levy: tuple[Band, ...]
    starts_on: date
    ends_on: date
    state: ZoneState
    ballot: BallotView | None

    @property
    def income_cents(self) -> int:
        """What a year brings in when everybody pays."""
        return yearly_cents(self.levy)

    @property
    def years(self) -> list[int]:
        """The years of the term."""
        return list(range(self.starts_on.year, self.ends_on.year + 1))


@dataclass(frozen=True, slots=True)
class SpendingView:
    """Money that went out, or came back because it was entered by mistake."""

    id: uuid.UUID
    on: date
    amount_cents: int
    what: str
    proof: str
    undone: bool


@dataclass(frozen=True)
class LineView:
    """A line of the budget with what was spent on it. `measure` is what the measure says, or empty."""

    id: uuid.UUID
    name: str
    amount_cents: int
    measure_id: uuid.UUID | None
    measure: str
    spending: Sequence[SpendingView]

    @property
    def spent_cents(self) -> int:
        """All of it together."""
        return sum(item.amount_cents for item in self.spending)

    @property
    def left_cents(self) -> int:
        """What is left; below nothing when more was spent."""
        return self.amount_cents - self.spent_cents


@dataclass(frozen=True)
class YearView:
    """The money of a year. `closed` is the account, once there is one."""

    year: int
    income_cents: int
    lines: Sequence[LineView]
    closed_at: datetime | None
    closed_by: str
    text_hash: str

    @property
    def budget_cents(self) -> int:
        """What the lines may cost together."""
        return sum(line.amount_cents for line in self.lines)

    @property
    def spent_cents(self) -> int:
        """What was spent on all lines."""
        return sum(line.spent_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class MeasureMoney:
    """What a measure may cost and did cost, over all years, in cents."""

    measure_id: uuid.UUID
    budget_cents: int
    spent_cents: int


def zone_of(person: Person, park_id: uuid.UUID) -> ZoneView | None:
    """The zone of the area; None when it has none.

    Raises:
        NoSuchPark: no seat.
    """
    try:
        row = zone_for(person, park_id)
    except NoSuchZone:
        return None
    ballot = Ballot.objects.filter(zone=row).first()
    return ZoneView(
        id=row.id,
        name=row.name,
        purpose=row.purpose,
        payers=Payers(row.payers),
        levy=from_rows(row.levy),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=ZoneState(row.state),
        ballot=_ballot(ballot) if ballot else None,
    )


def year_of(person: Person, park_id: uuid.UUID, year: int) -> YearView:
    """The money of a year.

    Raises:
        NoSuchPark: no seat.
        NoSuchZone: the area has none, or the year is outside its term.
    """
    zone = zone_for(person, park_id)
    if not zone.starts_on.year <= year <= zone.ends_on.year:
        raise NoSuchZone
    account = YearAccount.objects.filter(zone=zone, year=year).first()
    return YearView(
        year=year,
        income_cents=account.income_cents if account else yearly_cents(from_rows(zone.levy)),
        lines=_lines(zone, year),
        closed_at=account.closed_at if account else None,
        closed_by=account.closed_by if account else "",
        text_hash=account.text_hash if account else "",
    )


def money_of_measures(person: Person, park_id: uuid.UUID) -> list[MeasureMoney]:
    """Budget and spending of each measure that the zone pays for.

    Raises:
        NoSuchPark: no seat.
        NoSuchZone: the area has none.
    """
    zone = zone_for(person, park_id)
    found: dict[uuid.UUID, tuple[int, int]] = {}
    for line in BudgetLine.objects.filter(zone=zone).exclude(measure=None).prefetch_related("spending"):
        measure: uuid.UUID = line.measure_id  # type: ignore[assignment]
        budget, spent = found.get(measure, (0, 0))
        found[measure] = (
            budget + line.amount_cents,
            spent + sum(item.amount_cents for item in line.spending.all()),
        )
    return [MeasureMoney(measure, budget, spent) for measure, (budget, spent) in found.items()]


def _lines(zone: Zone, year: int) -> list[LineView]:
    rows = (
        BudgetLine.objects.filter(zone=zone, year=year)
        .select_related("measure")
        .prefetch_related("spending", "spending__undone_by")
    )
    return [
        LineView(
            id=line.id,
            name=line.name,
            amount_cents=line.amount_cents,
            measure_id=line.measure_id,
            measure=line.measure.what if line.measure else "",
            spending=[_spending(item) for item in line.spending.all()],
        )
        for line in rows
    ]


def _spending(row: Spending) -> SpendingView:
    undone = row.undoes_id is not None or hasattr(row, "undone_by")
    return SpendingView(row.id, row.on, row.amount_cents, row.what, row.proof, undone)


def _ballot(row: Ballot) -> BallotView:
    return BallotView(
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        eligible=row.eligible,
        returned=row.returned,
        in_favour=row.in_favour,
        against=row.against,
        invalid=row.invalid,
        counted_at=row.counted_at,
        counted_by=row.counted_by,
        accepted=row.accepted,
        outcome=row.outcome,
    )
