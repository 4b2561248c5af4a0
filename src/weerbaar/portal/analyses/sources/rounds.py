"""Walk-rounds: per type what was seen, what is still open, and how long repairs take."""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from weerbaar.portal.analyses.evidence import Evidence, Fact, Part, Place, Unit, ref_of
from weerbaar.portal.analyses.sources.source import THE_PERIOD_BEFORE, Asked
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.point_states import UNSOLVED
from weerbaar.portal.inspections.selectors import PointView, points_of, rounds_of
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.bank import Texts

_MOST_TYPES = 4  # of one aspect; the rest stands in the report of the round
_MOST_PLACES = 200
_OPEN = {"public_space": "IND-INSPECTION-OPEN", "fire": "IND-FIR-POINTS"}
_STILL_OPEN: Texts = {"nl": "Open punten uit de schouw", "en": "Open points from walk-rounds"}


def rounds_evidence(asked: Asked) -> Evidence:
    """Nothing without a round. Points that nobody accepted as theirs count as seen, not as open."""
    if not any(walk.walked_on <= asked.until for walk in rounds_of(asked.person, asked.park_id)):
        return Evidence()
    every = [point for point in points_of(asked.person, asked.park_id) if _day(point) <= asked.until]
    facts = [fact for aspect in load_safety().aspects for fact in _aspect(aspect, every, asked)]
    return Evidence(facts, ref_of("rounds", facts, asked.until), list(_places(every)))


def _aspect(aspect: str, every: Sequence[PointView], asked: Asked) -> Iterator[Fact]:
    mine = [point for point in every if point.aspect == aspect]
    since, until = asked.before
    now = Counter(point.type for point in mine if _day(point) >= asked.since)
    then = Counter(point.type for point in mine if since <= _day(point) <= until)
    has_before = any(since <= _day(point) <= until for point in every)
    types = load_inspection().types
    for kind, number in now.most_common(_MOST_TYPES):
        if kind in types:
            yield _fact(
                f"rounds:{kind}", aspect, types[kind].name, number, asked.when, then[kind] if has_before else None
            )
    if mine:
        key = _OPEN.get(aspect, f"rounds:open:{aspect}")
        name = load_safety().indicators[key].name if aspect in _OPEN else _STILL_OPEN
        yield _fact(key, aspect, name, sum(1 for point in mine if point.state in UNSOLVED), asked.on)
    if aspect == "public_space":
        yield from _days(mine, asked)


def _days(points: Sequence[PointView], asked: Asked) -> Iterator[Fact]:
    since, until = asked.before
    now, then = _median(points, asked.since, asked.until), _median(points, since, until)
    if now is not None:
        name = load_safety().indicators["IND-INSPECTION-DAYS"].name
        yield _fact("IND-INSPECTION-DAYS", "public_space", name, now, asked.when, then, Unit.DAYS)


def _median(points: Sequence[PointView], since: date, until: date) -> float | None:
    days = [
        point.days_to_repair
        for point in points
        if point.solved_on and since <= point.solved_on <= until and point.days_to_repair is not None
    ]
    return statistics.median(days) if days else None


def _fact(
    key: str,
    aspect: str,
    name: Texts,
    value: float,
    when: Texts,
    before: float | None = None,
    unit: Unit = Unit.COUNT,
) -> Fact:
    return Fact(
        key=key,
        aspect=aspect,
        source="rounds",
        part=Part.SEEN,
        name=name,
        value=value,
        unit=unit,
        when=when,
        before=before,
        before_when=THE_PERIOD_BEFORE,
        lower=True,
    )


def _places(points: Sequence[PointView]) -> Iterator[Place]:
    types = load_inspection().types
    unsolved = [point for point in points if point.state in UNSOLVED]
    for point in unsolved[:_MOST_PLACES]:
        if point.longitude is not None and point.latitude is not None and point.type in types:
            yield Place(point.aspect, types[point.type].name, point.longitude, point.latitude)


def _day(point: PointView) -> date:
    return timezone.localdate(point.seen_at)
