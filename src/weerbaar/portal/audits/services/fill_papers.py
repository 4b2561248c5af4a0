"""Puts what this room knows into a paper of the trajectory, as a draft that a person reads and submits."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audits.errors import AuditFault, AuditRefused
from weerbaar.portal.audits.filled import evaluation_of, report_of
from weerbaar.portal.audits.models import Audit
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.find import run_by, scheme_of
from weerbaar.portal.trajectories.models import Trajectory
from weerbaar.portal.trajectories.services.write_paper import write_paper

EVALUATION, REPORT = "year_evaluation", "audit_report"


def fill_evaluation(trajectory_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> uuid.UUID:
    """The id of the draft of the yearly evaluation.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        PaperRefused: the scheme has no such paper.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        fields = _asked(row, EVALUATION, evaluation_of(row, timezone.localdate(now)))
        return write_paper(row.id, EVALUATION, fields, actor=actor, now=now)


def fill_report(
    trajectory_id: uuid.UUID, audit_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the draft of the report of an audit.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        AuditRefused: there is no such audit, or it has no outcome.
        PaperRefused: the scheme has no such paper.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        audit = Audit.objects.filter(id=audit_id, dossier__trajectory=row).exclude(outcome="").first()
        if audit is None:
            raise AuditRefused(AuditFault.NO_OUTCOME)
        return write_paper(row.id, REPORT, _asked(row, REPORT, report_of(audit)), actor=actor, now=now)


def _asked(row: Trajectory, kind: str, fields: dict[str, str]) -> dict[str, str]:
    """Only the fields that the scheme of this trajectory knows; a scheme without the paper is refused by who writes it."""
    artefact = scheme_of(row).artefacts.get(kind)
    known = {*artefact.required, *artefact.optional} if artefact else set(fields)
    return {name: text for name, text in fields.items() if name in known}
