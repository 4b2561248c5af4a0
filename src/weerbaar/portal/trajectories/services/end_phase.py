"""Ends the present phase of a trajectory: by its rule, or by a name and a reason."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.errors import PaperFault, PaperRefused, PhaseNotOver
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.facts import facts_of
from weerbaar.portal.trajectories.find import run_by, scheme_of
from weerbaar.portal.trajectories.models import PhaseStep, Trajectory
from weerbaar.portal.trajectories.schemes.evaluate import missing
from weerbaar.portal.trajectories.schemes.say_rule import say_missing
from weerbaar.portal.trajectories.schemes.scheme import Phase
from weerbaar.portal.trajectories.words import PhaseVerb


def pass_phase(trajectory_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> str:
    """The phase that follows. After the last one a new term begins with the first phase.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        PhaseNotOver: with what is missing.
    """
    return _end(trajectory_id, "", actor, now or timezone.now())


def waive_phase(trajectory_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None) -> str:
    """The phase that follows, although something is missing. What was missing, who decided and why are kept for the audit.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        PaperRefused: there is no reason.
    """
    if not reason.strip():
        raise PaperRefused(PaperFault.NO_REASON)
    return _end(trajectory_id, reason.strip(), actor, now or timezone.now())


def _end(trajectory_id: uuid.UUID, reason: str, actor: Person, now: datetime) -> str:
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        scheme = scheme_of(row)
        phase = scheme.phase(row.phase)
        lacking = missing(phase.exit, facts_of(row, scheme, timezone.localdate(now)))
        if lacking and not reason:
            raise PhaseNotOver(tuple(lacking))
        # A reason that was not needed is not kept as a waiver.
        verb = PhaseVerb.WAIVE if lacking else PhaseVerb.PASS
        _note(
            row, phase, verb, actor, now, reason if lacking else "", [say_missing(entry, scheme) for entry in lacking]
        )
        follows = scheme.after(phase.id)
        if follows is None:
            row.cycle += 1
            follows = scheme.phases[0]
        row.phase, row.phase_since = follows.id, timezone.localdate(now)
        # The state stays: it follows the certificate, and one that holds goes on through the next phases.
        row.save(update_fields=["cycle", "phase", "phase_since"])
        _note(row, follows, PhaseVerb.BEGIN, actor, now, "", [])
        word = TrajectoryEvent.PHASE_WAIVED if lacking else TrajectoryEvent.PHASE_PASSED
        record_event(word, actor=actor, subject_id=row.id, phase=phase.id)
    return follows.id


def _note(
    row: Trajectory,
    phase: Phase,
    verb: PhaseVerb,
    actor: Person,
    now: datetime,
    reason: str,
    lacking: list[dict[str, str]],
) -> None:
    PhaseStep.objects.create(
        trajectory=row,
        cycle=row.cycle,
        phase=phase.id,
        verb=verb.value,
        at=now,
        by_id=actor.user_id,
        by_name=names_of([actor.user_id]).get(actor.user_id, "") or "?",
        reason=reason,
        lacking=lacking,
    )
