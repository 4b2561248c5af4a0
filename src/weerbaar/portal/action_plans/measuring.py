"""Which domains an action concerns, and whether a measurement can show that it is done."""

import uuid
from dataclasses import dataclass

from weerbaar.portal.action_plans.facts import Facts
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.proof import can_be_measured
from weerbaar.portal.action_plans.traces import from_rows


@dataclass(frozen=True, slots=True)
class Measuring:
    """`targets` are the domains that are measured again when the action is reported done; none when no run can show it.

    `seen_failing`: the newest run of one of them still sees the cause.
    """

    targets: tuple[uuid.UUID, ...]
    seen_failing: bool


def measuring_of(action: Action, facts: Facts) -> Measuring:
    """How this action can be proven now."""
    traces, cause = from_rows(action.traces), facts.causes.get(action.cause)
    if not can_be_measured(traces, cause, facts.by_scan):
        return Measuring((), False)
    concerned = {trace.target for trace in traces} or set(facts.targets[:1])
    targets = tuple(target for target in facts.targets if target in concerned)
    return Measuring(targets, bool(cause and cause.failing))
