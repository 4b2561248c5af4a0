"""The record of a provider: what became of the work that it delivered. Counted from ordered work alone, never from opinions.

Work for a company that has gone since keeps counting, and so does work of before a suspension.
"""

import statistics
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.quotes.line_states import SOLVED_LINES, LineVerb
from weerbaar.portal.quotes.models import OrderLine, OrderStep
from weerbaar.portal.quotes.words import LineState

# With fewer jobs, one more or less says all about chance and nothing about the provider.
FEWEST_JOBS = 5
# A page counts hundreds of lines; their texts are not read for it.
_COUNTED = ("cause", "state", "delivered_at", "reopened_at", "order__provider_id", "order__ordered_at")
# What ended before anybody looked says nothing: what still waits for its first look, and work of which one side has left.
_ENDED_IN = (
    LineState.VERIFIED.value,
    LineState.CONFIRMED.value,
    LineState.SENT_BACK.value,
    LineState.DISPUTED.value,
    LineState.SETTLED.value,
)


@dataclass(frozen=True, slots=True)
class Record:
    """Of `delivered` jobs, how many a later measurement of ours saw to be solved (`verified`), and how many the company closed
    with evidence where no run can see it (`confirmed`). `median_days` counts from the order to the delivery that held; None
    when none did. `reopened` of the solved ones came back within ninety days.
    """

    delivered: int
    verified: int
    confirmed: int
    median_days: int | None
    reopened: int


@dataclass(frozen=True, slots=True)
class TooFew:
    """Too few jobs to say anything; how many there are is said."""

    delivered: int


Standing = Record | TooFew


def record_of(provider_id: uuid.UUID, cause: str | None = None) -> Standing:
    """The record, of all work or of one action."""
    return records_of([provider_id], cause)[provider_id]


def records_of(provider_ids: Collection[uuid.UUID], cause: str | None = None) -> Mapping[uuid.UUID, Standing]:
    """The records of several providers, in one query."""
    jobs: dict[uuid.UUID, list[OrderLine]] = {provider: [] for provider in provider_ids}
    for line in _jobs().filter(order__provider_id__in=list(provider_ids), **({"cause": cause} if cause else {})):
        if line.order.provider_id is not None:
            jobs[line.order.provider_id].append(line)
    return {provider: _standing(lines) for provider, lines in jobs.items()}


def record_by_cause(provider_id: uuid.UUID) -> Mapping[str, Standing]:
    """The record per action, for every action that the provider has delivered, by its key."""
    jobs: dict[str, list[OrderLine]] = {}
    for line in _jobs().filter(order__provider_id=provider_id).order_by("cause"):
        jobs.setdefault(line.cause, []).append(line)
    return {cause: _standing(lines) for cause, lines in jobs.items()}


def _jobs() -> QuerySet[OrderLine]:
    left = OrderStep.objects.filter(verb=LineVerb.SETTLE.value, actor=ActorKind.SCHEDULER.value).values("line_id")
    delivered = OrderLine.objects.filter(delivered_at__isnull=False, state__in=_ENDED_IN)
    # The state first: the steps of all orders are only read when there is a settled line among these.
    return delivered.exclude(Q(state=LineState.SETTLED.value) & Q(id__in=left)).select_related("order").only(*_COUNTED)


def _standing(lines: Collection[OrderLine]) -> Standing:
    if len(lines) < FEWEST_JOBS:
        return TooFew(len(lines))
    solved = [line for line in lines if line.state in SOLVED_LINES]
    days = [(line.delivered_at - line.order.ordered_at).days for line in solved if line.delivered_at is not None]
    return Record(
        delivered=len(lines),
        verified=sum(line.state == LineState.VERIFIED for line in lines),
        confirmed=sum(line.state == LineState.CONFIRMED for line in lines),
        median_days=round(statistics.median(days)) if days else None,
        reopened=sum(line.reopened_at is not None for line in solved),
    )
