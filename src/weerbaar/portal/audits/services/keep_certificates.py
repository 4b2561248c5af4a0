"""Certificates in time: trajectories follow them day by day, and an area can say that one was taken back."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.audits.certificate_states import state_on
from weerbaar.portal.audits.errors import CertificateFault, CertificateRefused
from weerbaar.portal.audits.events import AuditEvent
from weerbaar.portal.audits.models import Certificate
from weerbaar.portal.audits.words import CertificateState
from weerbaar.portal.core.actors import SCHEDULER, Actor, Person
from weerbaar.portal.trajectories.find import run_by
from weerbaar.portal.trajectories.services.follow_certificate import follow_certificate
from weerbaar.portal.trajectories.words import TrajectoryState

_HOLDS = {CertificateState.VALID, CertificateState.EXPIRING}


def follow_certificates(now: datetime | None = None) -> int:
    """How many trajectories changed: certified on the first day of a certificate, expired the day after its last. A duty of the
    scheduler.
    """
    today, changed = timezone.localdate(now or timezone.now()), 0
    rows = Certificate.objects.order_by("valid_until").values_list("audit__dossier__trajectory_id", flat=True)
    for trajectory_id in dict.fromkeys(rows):
        with transaction.atomic():
            changed += _follow(trajectory_id, today, SCHEDULER)
    return changed


def end_certificate(
    trajectory_id: uuid.UUID, certificate_id: uuid.UUID, reason: str, *, actor: Person, now: datetime | None = None
) -> None:
    """The body took it back, and why: from today nobody sees it as valid. Does nothing the second time.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        CertificateRefused: there is no reason.
    """
    today, reason = timezone.localdate(now or timezone.now()), reason.strip()[:1000]
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        if not reason:
            raise CertificateRefused(CertificateFault.NO_REASON)
        held = Certificate.objects.filter(id=certificate_id, audit__dossier__trajectory=row, ended_on=None)
        if held.update(ended_on=today, ended_reason=reason):
            record_event(AuditEvent.CERTIFICATE_ENDED, actor=actor, subject_id=row.id)
            _follow(row.id, today, actor)


def _follow(trajectory_id: uuid.UUID, today: date, actor: Actor) -> bool:
    rows = list(Certificate.objects.filter(audit__dossier__trajectory_id=trajectory_id))
    states = [state_on(row, today) for row in rows]
    if any(state in _HOLDS for state in states):
        return follow_certificate(trajectory_id, TrajectoryState.CERTIFIED, actor=actor)
    if all(state is None for state in states):
        return False
    latest = max((row for row in rows if state_on(row, today)), key=lambda row: row.valid_until)
    ended = state_on(latest, today) is CertificateState.ENDED
    return follow_certificate(
        trajectory_id, TrajectoryState.SUSPENDED if ended else TrajectoryState.EXPIRED, actor=actor
    )
