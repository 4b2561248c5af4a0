"""Whether a rule is met, and if not, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from weerbaar.portal.trajectories.schemes.rules import (
    All,
    AnyOf,
    Count,
    Each,
    Facts,
    HasReason,
    HasState,
    Leaf,
    Rule,
    SignedBy,
    Thing,
    Where,
    Within,
)
from weerbaar.portal.trajectories.schemes.states import reaches

_IN, _LAST_MONTHS = "_in", "last_months"


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to be done. Of `ways` one is enough: each is a list of leaves that all have to be met."""

    ways: tuple[tuple[Leaf, ...], ...]


def is_met(rule: Rule, facts: Facts) -> bool:
    """Whether the rule holds for these facts."""
    match rule:
        case All(rules):
            return all(is_met(one, facts) for one in rules)
        case AnyOf(rules):
            return any(is_met(one, facts) for one in rules)
        case HasState(artefact, state):
            return reaches(facts.artefact(artefact).state, state)
        case SignedBy(artefact, parties):
            return set(parties) <= facts.artefact(artefact).signed_by
        case HasReason(artefact):
            return bool(facts.artefact(artefact).reason.strip())
        case Within(artefact, months):
            return _since(facts.artefact(artefact).adopted_on, months, facts.today)
        case Count(entity, where, least, most):
            count = sum(1 for _ in matching(entity, where, facts))
            return (least is None or count >= least) and (most is None or count <= most)
        case Each(entity, where, has):
            return all(
                thing.fields.get(name) not in (None, "") for thing in matching(entity, where, facts) for name in has
            )


def missing(rule: Rule, facts: Facts) -> list[Missing]:
    """What is still to be done for the rule to be met, one entry for each part that has to be met by itself."""
    if is_met(rule, facts):
        return []
    match rule:
        case All(rules):
            return [entry for one in rules for entry in missing(one, facts)]
        case AnyOf(rules):
            return [Missing(tuple(_leaves(one, facts) for one in rules))]
        case _:
            return [Missing(((rule,),))]


def matching(entity: str, where: Where, facts: Facts) -> Iterable[Thing]:
    """The objects of this kind that match: each key equals its value, `x_in` holds the value of `x`, `last_months` its age."""
    return (thing for thing in facts.things.get(entity, ()) if _matches(thing, where, facts.today))


def _matches(thing: Thing, where: Where, today: date) -> bool:
    for key, wanted in where.items():
        if key == _LAST_MONTHS:
            if not isinstance(wanted, int) or not _since(thing.on, wanted, today):
                return False
        elif key.endswith(_IN):
            if not isinstance(wanted, tuple) or thing.fields.get(key.removesuffix(_IN)) not in wanted:
                return False
        elif thing.fields.get(key) != wanted:
            return False
    return True


def _leaves(rule: Rule, facts: Facts) -> tuple[Leaf, ...]:
    """Leaves that, once met, have the rule met; of several ways within it the first."""
    if is_met(rule, facts):
        return ()
    match rule:
        case All(rules):
            return tuple(leaf for one in rules for leaf in _leaves(one, facts))
        case AnyOf(rules):
            return _leaves(rules[0], facts) if rules else ()
        case _:
            return (rule,)


def _since(day: date | None, months: int, today: date) -> bool:
    return day is not None and months_before(today, months) <= day <= today


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of that month where it has no such day."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))
