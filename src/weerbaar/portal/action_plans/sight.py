"""What our own scanner saw of an action since a moment: for who needs proof that was made after somebody said "done"."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from weerbaar.portal.action_plans.facts import Facts, facts_of
from weerbaar.portal.action_plans.measuring import measuring_of
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.plan.proof import Outcome, verdict
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.action_plans.traces import from_rows
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.scans.target_selectors import runs_of_our_own


class Sight(StrEnum):
    """GONE: the action is verified by runs since then. THERE: such a run still sees the cause. LATER: a run can see it, and
    none since then has. BLIND: no run can see it, or those since then could not tell.
    """

    GONE = "gone"
    THERE = "there"
    LATER = "later"
    BLIND = "blind"


@dataclass(frozen=True, slots=True)
class Seen:
    """`runs` are those that saw it; empty unless GONE or THERE."""

    sight: Sight
    runs: tuple[uuid.UUID, ...] = ()


def seen_since(action_id: uuid.UUID | None, since: datetime) -> Seen:
    """What runs of ours that began after `since` saw of the action. A result that a visitor handed over does not count:
    whoever did the work may have chosen its moment.
    """
    action = Action.objects.filter(id=action_id).first() if action_id else None
    view = organisation_for_machine(action.organisation_id) if action else None
    if action is None or view is None:
        return Seen(Sight.BLIND)
    facts = facts_of(view)
    own = runs_of_our_own([look.run for look in facts.looks if look.at > since])
    cause = facts.causes.get(action.cause)
    if cause is not None and cause.failing:
        still = tuple(dict.fromkeys(failing.run for failing in cause.failing if failing.run in own))
        return Seen(Sight.THERE, still) if still else Seen(Sight.LATER)
    if cause is None and action.state == State.VERIFIED:
        runs = _proof(action, facts)
        if runs and own.issuperset(runs):
            return Seen(Sight.GONE, runs)
    targets = measuring_of(action, facts).targets
    looked = {look.target for look in facts.looks if look.run in own}
    return Seen(Sight.BLIND if looked.issuperset(targets) else Sight.LATER)


def _proof(action: Action, facts: Facts) -> tuple[uuid.UUID, ...]:
    """The newest runs that saw that it is gone: those of today when they still say so, else those it was verified by."""
    traces = from_rows(action.traces)
    found = verdict(action.cause, traces, facts.causes, facts.looks, facts.bank, facts.answers)
    if found.outcome is Outcome.MEASURED and found.runs:
        return found.runs
    newest = {look.run for look in facts.looks}
    proof = tuple(uuid.UUID(run) for run in action.proof)
    return proof if newest.issuperset(proof) else ()
