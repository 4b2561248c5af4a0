"""The order of actions, and the best set that fits in an hour and a budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weerbaar.portal.action_plans.plan.table import EffortRules
from weerbaar.portal.action_plans.plan.weigh import Weight, effort_minutes

# Beyond so many part solutions only those with most effect are kept: the answer is then good, not proven best.
# With estimates in steps of five minutes and ten euros, a day and some thousands of euros stay below it.
MOST_PARTS = 4000


@dataclass(frozen=True, slots=True)
class Chosen:
    """`keys` in the order of the plan, and what they take together. `exact` says whether no other set does better."""

    keys: tuple[str, ...]
    minutes: int
    euros: int
    effect: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Part:
    minutes: int
    euros: int
    effect: float
    keys: tuple[str, ...]


def ordered(weights: Mapping[str, Weight], rules: EffortRules) -> tuple[str, ...]:
    """Most effect for the effort first; of equals the larger effect, then by key."""
    return tuple(sorted(weights, key=lambda key: (-_rate(weights[key], rules), -weights[key].effect, key)))


def best_set(weights: Mapping[str, Weight], minutes: int, euros: int, rules: EffortRules) -> Chosen:
    """The set with most effect that takes no more minutes of the owner and no more euros than there are.

    Action by action, all sums that no other sum beats in minutes, euros and effect at once are kept (the Pareto front), so the
    best one at the end is the best of all sets. Of sets with equal effect the one that takes less effort wins; what has no
    effect is never chosen.
    """
    useful = [key for key in ordered(weights, rules) if weights[key].effect > 0]
    everything = _sum(useful, weights)
    if everything.minutes <= minutes and everything.euros <= euros:
        return Chosen(everything.keys, everything.minutes, everything.euros, round(everything.effect, 3))
    parts, exact = [_Part(0, 0, 0.0, ())], True
    for key in useful:
        weight = weights[key]
        more = [
            _Part(
                part.minutes + weight.own_minutes,
                part.euros + weight.euros,
                part.effect + weight.effect,
                (*part.keys, key),
            )
            for part in parts
            if part.minutes + weight.own_minutes <= minutes and part.euros + weight.euros <= euros
        ]
        parts = _unbeaten([*parts, *more])
        if len(parts) > MOST_PARTS:
            parts, exact = sorted(parts, key=lambda part: -part.effect)[:MOST_PARTS], False
    best = max(parts, key=lambda part: (round(part.effect, 6), -part.minutes - part.euros))
    return Chosen(best.keys, best.minutes, best.euros, round(best.effect, 3), exact)


def _sum(keys: Sequence[str], weights: Mapping[str, Weight]) -> _Part:
    chosen = [weights[key] for key in keys]
    minutes, euros = sum(weight.own_minutes for weight in chosen), sum(weight.euros for weight in chosen)
    return _Part(minutes, euros, sum(weight.effect for weight in chosen), tuple(keys))


def _unbeaten(parts: Sequence[_Part]) -> list[_Part]:
    """Those that no other part beats. Sorted by minutes, a part survives when it has more effect than every cheaper one."""
    kept: list[_Part] = []
    front: list[tuple[int, float]] = []  # euros and effect, both rising: the best effect for so much money, so far
    for part in sorted(parts, key=lambda part: (part.minutes, part.euros, -part.effect)):
        if any(euros <= part.euros and effect >= part.effect for euros, effect in front):
            continue
        kept.append(part)
        front = [pair for pair in front if pair[0] < part.euros or pair[1] > part.effect]
        front.append((part.euros, part.effect))
    return kept


def _rate(weight: Weight, rules: EffortRules) -> float:
    return weight.effect / effort_minutes(weight, rules)
