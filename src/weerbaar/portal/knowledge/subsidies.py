"""Which subsidies there are or were, read from `subsidies.yaml` and checked in every place, and what one could pay for a job.

Nothing here decides that money is granted: it says which schemes could apply to a job, how much by their own percentage and
cap, and why not.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.subsidy_file import Scheme, Subsidies, WrittenState, read_subsidies
from weerbaar.questionnaires.content import read_content

FILE = Path(__file__).parent / "subsidies.yaml"


class Standing(StrEnum):
    """Where a scheme stands on a day. UNCHECKED: it is written down as open, and nobody looked lately whether that is so."""

    OPEN = "open"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    ENDED = "ended"
    PERMANENT = "permanent"
    UNCHECKED = "unchecked"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a scheme does not pay for this job."""

    NOT_YET = "not-yet"
    CLOSED = "closed"
    ENDED = "ended"
    UNCHECKED = "unchecked"
    UNKNOWN = "unknown"
    NOT_FOR_ONE = "not-for-one"
    TOO_BIG = "too-big"
    PERHAPS_TOO_BIG = "perhaps-too-big"
    OTHER_SECTOR = "other-sector"
    OTHER_WORK = "other-work"
    BOUGHT_TOO_EARLY = "bought-too-early"
    BOUGHT_TOO_LATE = "bought-too-late"
    SELLERS_ADVICE = "sellers-advice"


_OF_STANDING = {
    Standing.NOT_YET: Why.NOT_YET,
    Standing.CLOSED: Why.CLOSED,
    Standing.ENDED: Why.ENDED,
    Standing.UNCHECKED: Why.UNCHECKED,
    Standing.UNKNOWN: Why.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a company wants to have done, or has. `lines` are pairs of a cause and its price in cents without VAT.

    `least_people` and `most_people` are the ends of the company's size band. `bought_on` is None for what was not bought yet.
    `is_sellers_advice`: advice that the one who sells the work gives about it.
    """

    lines: Sequence[tuple[str, int]]
    least_people: int
    most_people: int
    sector: str
    bought_on: date | None = None
    is_sellers_advice: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """What a scheme would pay for a job: `amount_cents` by its own rules as if it were open, None when it names no percentage.

    It `applies` when nothing stands in the way.
    """

    scheme: Scheme
    standing: Standing
    counted_cents: int
    amount_cents: int | None
    why: tuple[Why, ...]

    @property
    def applies(self) -> bool:
        """Whether it could pay for this job today."""
        return not self.why

    @property
    def is_example(self) -> bool:
        """Whether all that stands in the way is that the round is over or not known: then it shows what a round could pay."""
        return bool(self.why) and set(self.why) <= {*_OF_STANDING.values(), Why.BOUGHT_TOO_LATE}


@lru_cache(maxsize=4)
def load_subsidies(path: Path = FILE, edition: int = 0) -> Subsidies:
    """The schemes of a file, read once for each `edition` (such as when it was last changed).

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    return read_subsidies(read_content(path))


def standing_of(scheme: Scheme, day: date, fresh_days: int) -> Standing:
    """Where it stands on this day. Dates weigh more than the written state; open is only what was checked lately.

    `closes` is the last day on which one can ask. A check holds on its own day and the `fresh_days` - 1 days after.
    """
    if scheme.state is WrittenState.ENDED:
        return Standing.ENDED
    if scheme.state is WrittenState.CLOSED or (scheme.closes is not None and day > scheme.closes):
        return Standing.CLOSED
    if scheme.opens is not None and day < scheme.opens:
        return Standing.NOT_YET
    if not scheme.verified or scheme.state is WrittenState.UNKNOWN:
        return Standing.UNKNOWN
    if scheme.state is WrittenState.PERMANENT:
        return Standing.PERMANENT
    is_fresh = 0 <= (day - scheme.checked_on).days < fresh_days
    return Standing.OPEN if is_fresh else Standing.UNCHECKED


def fits(job: Job, day: date, known: Subsidies | None = None) -> Sequence[Fit]:
    """What each scheme would pay for this job on this day: what applies first, the highest amount first; then examples of
    earlier rounds, of equal ones the newest first; then the rest.
    """
    known = known or load_subsidies()
    found = [_fit(scheme, job, day, known.fresh_days) for scheme in known.schemes]
    return sorted(found, key=_place)


def _place(fit: Fit) -> tuple[object, ...]:
    newest = -fit.scheme.closes.toordinal() if fit.scheme.closes else 0
    return (not fit.applies, not fit.is_example, -(fit.amount_cents or 0), newest, fit.scheme.id)


def amount_of(scheme: Scheme, counted_cents: int) -> int | None:
    """Percentage with cap, rounded down to whole cents; None when the scheme names no percentage."""
    if scheme.percent is None:
        return None
    share = counted_cents * scheme.percent // 100
    return share if scheme.max_eur is None else min(share, scheme.max_eur * 100)


def _fit(scheme: Scheme, job: Job, day: date, fresh_days: int) -> Fit:
    standing = standing_of(scheme, day, fresh_days)
    counted = sum(price for cause, price in job.lines if cause in scheme.causes)
    why = [_OF_STANDING[standing]] if standing in _OF_STANDING else []
    why += _why_not(scheme, job, {cause for cause, _price in job.lines})
    return Fit(scheme, standing, counted, amount_of(scheme, counted), tuple(why))


def _why_not(scheme: Scheme, job: Job, causes: Collection[str]) -> list[Why]:
    """All but the standing."""
    why = []
    if scheme.who != "company":
        why.append(Why.NOT_FOR_ONE)
    if scheme.most_people is not None and job.most_people > scheme.most_people:
        why.append(Why.TOO_BIG if job.least_people > scheme.most_people else Why.PERHAPS_TOO_BIG)
    if scheme.sectors and job.sector not in scheme.sectors:
        why.append(Why.OTHER_SECTOR)
    if not set(causes) & set(scheme.causes):
        why.append(Why.OTHER_WORK)
    if job.bought_on is not None and scheme.bought_from is not None and job.bought_on < scheme.bought_from:
        why.append(Why.BOUGHT_TOO_EARLY)
    if job.bought_on is not None and scheme.closes is not None and job.bought_on > scheme.closes:
        why.append(Why.BOUGHT_TOO_LATE)
    if job.is_sellers_advice and not scheme.seller_advice:
        why.append(Why.SELLERS_ADVICE)
    return why
