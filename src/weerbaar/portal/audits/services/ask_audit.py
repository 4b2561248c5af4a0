"""Gives a certification body a link to one file, with a password; takes the link back; answers what the body remarked."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.audits.errors import (
    AuditFault,
    AuditRefused,
    DossierFault,
    DossierRefused,
    NoSuchDossier,
    NoSuchRemark,
)
from weerbaar.portal.audits.events import AuditEvent
from weerbaar.portal.audits.models import Audit, AuditRemark
from weerbaar.portal.audits.words import RemarkState
from weerbaar.portal.core.actors import Person
from weerbaar.portal.core.ids import fingerprint, new_token
from weerbaar.portal.trajectories.find import run_by

MOST_DAYS = 120
SHORTEST_PASSWORD = 8  # the link itself is beyond guessing, and ten wrong tries close it
MOST_OPEN = 10


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """What somebody fills in: who audits, where the link goes, and how many days it works."""

    body: str
    email: str
    password: str
    days: int = 60
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class AuditReceipt:
    """The secret of the link exists here only."""

    id: uuid.UUID
    token: str
    body: str
    email: str
    area: str
    language: str
    expires_at: datetime


def ask_audit(
    trajectory_id: uuid.UUID, dossier_id: uuid.UUID, order: AuditOrder, *, actor: Person, now: datetime | None = None
) -> AuditReceipt:
    """A link to this file alone.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        NoSuchDossier: the trajectory has no such file.
        DossierRefused: something was filled in wrongly, or too many links are open.
    """
    now, token = now or timezone.now(), new_token()
    with transaction.atomic():
        row, park = run_by(actor, trajectory_id)
        if not row.dossiers.filter(id=dossier_id).exists():
            raise NoSuchDossier
        _check(order)
        _assert_few(row.id, now)
        audit = Audit.objects.create(
            dossier_id=dossier_id,
            body=order.body.strip()[:120],
            email=order.email.strip().lower(),
            language=order.language,
            token_hash=fingerprint(token),
            password=make_password(order.password),
            asked_at=now,
            asked_by_id=actor.user_id,
            expires_at=now + timedelta(days=order.days),
        )
        record_event(AuditEvent.CERTIFIER_INVITED, actor=actor, subject_id=row.id, days=order.days)
    return AuditReceipt(audit.id, token, audit.body, audit.email, park.name, audit.language, audit.expires_at)


def withdraw_audit(
    trajectory_id: uuid.UUID, audit_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """The link opens nothing any more; what was said stays. Does nothing the second time.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        if Audit.objects.filter(id=audit_id, dossier__trajectory=row, withdrawn_at=None).update(withdrawn_at=now):
            record_event(AuditEvent.CERTIFIER_WITHDRAWN, actor=actor, subject_id=row.id)


def answer_remark(
    trajectory_id: uuid.UUID, remark_id: uuid.UUID, answer: str, *, actor: Person, now: datetime | None = None
) -> None:
    """What was done about a remark, and what shows it. The certification body closes it.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        NoSuchRemark: there is none.
        AuditRefused: there is no answer, or the remark is closed.
    """
    now, answer = now or timezone.now(), answer.strip()[:2000]
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        remark = AuditRemark.objects.filter(id=remark_id, audit__dossier__trajectory=row).select_for_update().first()
        if remark is None:
            raise NoSuchRemark
        if not answer:
            raise AuditRefused(AuditFault.NO_TEXT)
        if remark.state == RemarkState.CLOSED.value:
            raise AuditRefused(AuditFault.NOT_NOW)
        remark.state, remark.answer = RemarkState.ANSWERED.value, answer
        remark.answered_at, remark.answered_by_id = now, actor.user_id
        remark.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        record_event(AuditEvent.REMARK_ANSWERED, actor=actor, subject_id=row.id, number=remark.number)


def _check(order: AuditOrder) -> None:
    if not order.body.strip():
        raise DossierRefused(DossierFault.NO_BODY)
    try:
        validate_email(order.email.strip())
    except ValidationError as error:
        raise DossierRefused(DossierFault.NO_ADDRESS) from error
    if len(order.password) < SHORTEST_PASSWORD:
        raise DossierRefused(DossierFault.SHORT_PASSWORD)
    if not 1 <= order.days <= MOST_DAYS:
        raise DossierRefused(DossierFault.TOO_LONG_OPEN)


def _assert_few(trajectory_id: uuid.UUID, now: datetime) -> None:
    links = Audit.objects.filter(dossier__trajectory_id=trajectory_id, withdrawn_at=None, locked_at=None)
    if links.filter(expires_at__gt=now).count() >= MOST_OPEN:
        raise DossierRefused(DossierFault.TOO_MANY_OPEN)
