"""What a cause weighs: the effect of solving it in points, the owner's minutes, and indicative euros."""

from dataclasses import dataclass

from weerbaar.portal.action_plans.plan.causes import Cause
from weerbaar.portal.action_plans.plan.table import CauseTable, EffortRules, Weighing
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.advice.markdown import Effort
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.scoring.policy import Policy
from weerbaar.scanner.scoring.score import severity_of
from weerbaar.scanner.vocabulary.language import Language

OWNER = "self"
SUPPLIER = "it_supplier"
SPECIALIST = "specialist"
# The provider categories of the bank that no ordinary IT supplier covers.
_SPECIALISTS = frozenset({"monitoring", "training", "advice", "incident"})
_EUROS, _MINUTES = 10, 5  # an estimate knows no finer steps


@dataclass(frozen=True, slots=True)
class Weight:
    """`effect` in points. `own_minutes` are the owner's, `minutes` those of whoever does it; `who` is a word of the advice,
    or `specialist`. `provider` is a category of the bank."""

    effect: float
    own_minutes: int
    minutes: int
    euros: int
    who: str
    provider: str


def weigh(cause: Cause, table: CauseTable, policy: Policy) -> Weight:
    """The weight of one cause. When several people are named, it is a job for whoever has most of it."""
    effect = max(_effect_of_answer(cause, table.weighing), _effect_of_findings(cause, table.weighing, policy))
    efforts = {(failing.target, failing.finding.check): _effort_of(failing.finding) for failing in cause.failing}
    known = [effort for effort in efforts.values() if effort]
    if known:
        return _weight_of_tasks(round(effect, 3), known, table.effort)
    row, question = table.rows.get(cause.key), cause.question
    own, euros = (row.minutes, row.euros) if row else (table.effort.hand_over_minutes, 0)
    if cause.asks:
        own, euros = table.effort.hand_over_minutes, 0
    who, provider = OWNER, "none"
    if question is not None:
        provider = question.action.provider
        who = OWNER if question.action.own_work else SPECIALIST if provider in _SPECIALISTS else SUPPLIER
    if cause.asks and provider != "none":
        who = SUPPLIER
    return Weight(round(effect, 3), own, own, euros, who, provider)


def effort_minutes(weight: Weight, rules: EffortRules) -> float:
    """Minutes and euros as one number: money counts as the time in which it is earned."""
    return max(float(rules.least_minutes), weight.own_minutes + weight.euros * 60 / rules.euros_per_owner_hour)


def _effect_of_answer(cause: Cause, rules: Weighing) -> float:
    if cause.question is None or cause.choice is None:
        return 0.0
    if cause.choice.value is None:
        return cause.question.weight * rules.unknown
    worst = cause.question.critical and cause.choice.value == 0.0
    return cause.question.weight * (1 - cause.choice.value) * (rules.critical if worst else 1.0)


def _effect_of_findings(cause: Cause, rules: Weighing, policy: Policy) -> float:
    """Each check once, however many domains show it: the worst counts."""
    lost: dict[str, float] = {}
    for failing in cause.failing:
        check = failing.finding.check
        lost[check] = max(lost.get(check, 0.0), _lost(failing.finding, rules, policy))
    return rules.finding * sum(lost.values())


def _lost(finding: Finding, rules: Weighing, policy: Policy) -> float:
    weight = policy.weights.get(finding.check)
    if weight is None:
        return rules.preview[severity_of(finding, policy)]
    return weight * (1 - policy.credit_of(finding.key, outcome_of(finding).status))


def _effort_of(finding: Finding) -> Effort | None:
    return texts_of(finding.check, Language.NL).outcomes[finding.outcome].effort


def _weight_of_tasks(effect: float, efforts: list[Effort], rules: EffortRules) -> Weight:
    by_person: dict[str, int] = {}
    for effort in efforts:
        by_person[effort.who] = by_person.get(effort.who, 0) + effort.minutes
    who = max(by_person, key=lambda word: (by_person[word], word))
    minutes = _rounded(_together([effort.minutes for effort in efforts], rules.further_task), _MINUTES)
    euros = _rounded(_together([_euros(effort, rules) for effort in efforts], rules.further_task), _EUROS)
    provider = next(effort.provider for effort in efforts if effort.who == who)
    own = minutes if who == OWNER else rules.hand_over_minutes
    return Weight(effect, own, minutes, euros, who, provider)


def _together(numbers: list[int], share: float) -> int:
    longest, *others = sorted(numbers, reverse=True)
    return round(longest + share * sum(others))


def _euros(effort: Effort, rules: EffortRules) -> int:
    low, high = rules.bands[effort.cost]
    return min(high, max(low, round(effort.minutes * rules.euros_per_supplier_hour / 60)))


def _rounded(number: int, step: int) -> int:
    return -(-number // step) * step
