"""Somebody says that it is done. What a run can see is measured again; for the rest somebody gives evidence."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.facts import facts_of
from weerbaar.portal.action_plans.measuring import measuring_of
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.change_state import change_state
from weerbaar.portal.action_plans.services.find_action import action_to_work_on
from weerbaar.portal.action_plans.states import State, Verb, next_state
from weerbaar.portal.core.actors import SCHEDULER, LinkHolder, Machine, Person, ProviderPerson
from weerbaar.portal.organisations.selectors import organisation_for_machine
from weerbaar.portal.scans.errors import NoSuchTarget, ScanRefused
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.target_selectors import runs_of_our_own


@dataclass(frozen=True, slots=True)
class Reported:
    """`measurable`: a run can show it. `runs` are on their way; `later` are domains that may only be measured again later."""

    measurable: bool
    runs: tuple[uuid.UUID, ...] = ()
    later: int = 0


def report_action(
    organisation_id: uuid.UUID, action_id: uuid.UUID, *, actor: Person, text: str = "", now: datetime | None = None
) -> Reported:
    """Report done, and start the measurement of exactly the domains that the action concerns.

    Raises:
        NoSuchOrganisation, NotAllowed, NoSuchAction: see `action_to_work_on`.
        NotPossibleNow: it is solved, decided or reported already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        action = action_to_work_on(organisation_id, action_id, actor)
        change_state(action, Verb.REPORT, actor=actor, now=now, text=text[:1000], reported_at=now)
    return start_proof(action.id, actor=actor, now=now)


def report_for_supplier(action: Action, *, actor: LinkHolder, handover_id: uuid.UUID, text: str, now: datetime) -> None:
    """The same by a supplier with a link, inside the caller's transaction; the measurement is started apart."""
    change_state(action, Verb.REPORT, actor=actor, now=now, text=text, handover_id=handover_id, reported_at=now)


def report_for_provider(action_id: uuid.UUID, *, actor: ProviderPerson, text: str, now: datetime) -> bool:
    """The same by a service provider for whom the company ordered the work, inside the caller's transaction. False where the
    action is past reporting: it is solved, decided or reported already.
    """
    action = Action.objects.filter(id=action_id).first()
    if action is None or next_state(State(action.state), Verb.REPORT, actor.kind) is None:
        return False
    change_state(action, Verb.REPORT, actor=actor, now=now, text=text[:1000], reported_at=now)
    return True


def start_proof(action_id: uuid.UUID, *, actor: Person | Machine = SCHEDULER, now: datetime | None = None) -> Reported:
    """Measure what a reported action concerns, where no run since the report has begun.

    A limit that is reached puts it off; `prove_reported` tries again.
    """
    action = Action.objects.filter(id=action_id, state=State.REPORTED.value).first()
    if action is None or action.reported_at is None:
        return Reported(False)
    return measure_since(action_id, action.reported_at, actor=actor, now=now)


def measure_since(
    action_id: uuid.UUID, since: datetime, *, actor: Person | Machine = SCHEDULER, now: datetime | None = None
) -> Reported:
    """Measure the domains that the action concerns and where no run of ours has begun since that moment."""
    now = now or timezone.now()
    action = Action.objects.filter(id=action_id).first()
    view = organisation_for_machine(action.organisation_id) if action else None
    if action is None or view is None:
        return Reported(False)
    facts = facts_of(view)
    own = runs_of_our_own([look.run for look in facts.looks if look.at > since])
    measured = {look.target for look in facts.looks if look.run in own}
    targets = measuring_of(action, facts).targets
    runs, later = [], 0
    for target in targets:
        if target in measured:
            continue
        try:
            runs.append(measure_target(target, actor=actor, purpose=Purpose.PROOF, now=now))
        except ScanRefused:
            later += 1
        except NoSuchTarget:
            continue
    return Reported(bool(targets), tuple(runs), later)


def prove_reported(now: datetime | None = None) -> int:
    """Start what could not be measured when it was reported; the number of runs on their way. A duty of the scheduler."""
    waiting = Action.objects.filter(state=State.REPORTED.value).exclude(traces=[]).values_list("id", flat=True)
    return sum(len(start_proof(action_id, now=now).runs) for action_id in waiting)
