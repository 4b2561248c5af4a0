"""Work orders as one side sees them: what the selectors give and the pages show."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.action_plans.plan.describe import ActionText
from weerbaar.portal.action_plans.sight import Sight
from weerbaar.portal.quotes.terms import vat_cents
from weerbaar.portal.quotes.words import LineState, Side
from weerbaar.portal.scans.target_selectors import SeenRun


@dataclass(frozen=True, slots=True)
class WorkStep:
    """Something that happened to the work. `side` is who did it, None for a process of ours; `who` a name, if we know it."""

    at: datetime
    verb: str
    side: Side | None
    who: str
    text: str
    runs: tuple[SeenRun, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """What the two sides say. `proposed_by` is empty as long as nobody proposed how to end it."""

    opened_by: Side
    text: str
    opened_at: datetime
    answer: str
    proposed_by: str
    proposal: str
    ended_at: datetime | None
    outcome: str


@dataclass(frozen=True)
class WorkLine:
    """The work for one action, as one side sees it. `can` are the verbs of that side, with `answer`, `propose` and `agree` in a
    dispute. `text` is the task in full, while the company shares it.
    """

    id: uuid.UUID
    action_id: uuid.UUID | None
    cause: str
    state: LineState
    price_cents: int
    vat_percent: int
    due_on: date
    delivered_at: datetime | None
    solved_at: datetime | None
    reopened_at: datetime | None
    evidence: str
    steps: Sequence[WorkStep]
    dispute: DisputeView | None
    can: frozenset[str]
    sight: Sight | None
    text: ActionText | None

    @property
    def days_late(self) -> int:
        """How many days after its day it still waits to be delivered."""
        if self.state not in {LineState.ORDERED, LineState.IN_PROGRESS, LineState.SENT_BACK}:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who the two are. What tells of the company beyond its name is empty once it shares nothing any more."""

    company: str
    provider: str
    place: str = ""
    domains: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True)
class WorkOrderView:
    """An order. `total_cents` is without VAT, of all lines as they were agreed. `shares` says that the company still shares."""

    id: uuid.UUID
    number: str
    parties: Parties
    ordered_at: datetime
    ended_at: datetime | None
    lines: Sequence[WorkLine]
    provider_id: uuid.UUID | None
    shares: bool

    @property
    def total_cents(self) -> int:
        """All lines together, without VAT."""
        return sum(line.price_cents for line in self.lines)

    @property
    def total_with_vat_cents(self) -> int:
        """All lines together with VAT, each line rounded to whole cents."""
        return sum(line.price_cents + vat_cents(line.price_cents, line.vat_percent) for line in self.lines)
