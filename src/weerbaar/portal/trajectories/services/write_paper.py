"""Writes an edition of a paper, hands it round for signing, and adopts it."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.trajectories.errors import PaperFault, PaperRefused
from weerbaar.portal.trajectories.events import TrajectoryEvent
from weerbaar.portal.trajectories.find import paper_in, run_by, scheme_of
from weerbaar.portal.trajectories.models import Paper, Trajectory
from weerbaar.portal.trajectories.paper_text import text_of
from weerbaar.portal.trajectories.schemes.scheme import ArtefactKind
from weerbaar.portal.trajectories.schemes.states import ArtefactState

LONGEST = 4000  # characters of one field


def write_paper(
    trajectory_id: uuid.UUID, kind: str, fields: Mapping[str, str], *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """The id of the draft. What was submitted or adopted before stays as it is: this then is a new edition.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        PaperRefused: the scheme has no such paper or field, or a field is too long.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        artefact = _artefact(row, kind)
        _check(artefact, fields)
        kept = {name: value.strip() for name, value in fields.items() if value.strip()}
        paper = _newest(row, kind)
        if paper is None or paper.state != ArtefactState.DRAFT.value:
            paper = Paper(
                trajectory=row, kind=kind, cycle=row.cycle, edition=(paper.edition if paper else 0) + 1, written_at=now
            )
        paper.fields, paper.reason = kept, ""
        paper.written_at, paper.written_by_id = now, actor.user_id
        paper.save()
        record_event(TrajectoryEvent.PAPER_WRITTEN, actor=actor, subject_id=paper.id, kind=kind)
    return paper.id


def submit_paper(trajectory_id: uuid.UUID, paper_id: uuid.UUID, *, actor: Person) -> None:
    """From now on its text is fixed: it can be signed and adopted.

    Raises:
        NoSuchTrajectory, NoSuchPaper, ParkNotAllowed: this person does not run it, or there is none.
        PaperRefused: it is no draft, or a field that it must have is empty.
    """
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        paper = paper_in(row, paper_id)
        artefact = _artefact(row, paper.kind)
        if paper.state != ArtefactState.DRAFT.value:
            raise PaperRefused(PaperFault.NOT_A_DRAFT)
        # Signatures come from signing, not from a field.
        empty = tuple(name for name in artefact.required if name != "signatures" and not paper.fields.get(name))
        if empty:
            raise PaperRefused(PaperFault.FIELD_EMPTY, empty)
        paper.text = text_of(artefact, paper.fields)
        paper.text_hash = hash_of(paper.text)
        paper.state = ArtefactState.REVIEW.value
        paper.save(update_fields=["text", "text_hash", "state"])
        record_event(TrajectoryEvent.PAPER_SUBMITTED, actor=actor, subject_id=paper.id, kind=paper.kind)


def adopt_paper(trajectory_id: uuid.UUID, paper_id: uuid.UUID, *, actor: Person, now: datetime | None = None) -> None:
    """The area holds by it from now on; the edition before is superseded.

    Raises:
        NoSuchTrajectory, NoSuchPaper, ParkNotAllowed: this person does not run it, or there is none.
        PaperRefused: it was not submitted.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        paper = paper_in(row, paper_id)
        if paper.state != ArtefactState.REVIEW.value:
            raise PaperRefused(PaperFault.NOT_SUBMITTED)
        older = row.papers.filter(kind=paper.kind, cycle=paper.cycle, edition__lt=paper.edition)
        older.exclude(state=ArtefactState.SUPERSEDED.value).update(state=ArtefactState.SUPERSEDED.value)
        paper.state = ArtefactState.ADOPTED.value
        paper.adopted_on, paper.adopted_by_id = timezone.localdate(now), actor.user_id
        paper.save(update_fields=["state", "adopted_on", "adopted_by_id"])
        record_event(TrajectoryEvent.PAPER_ADOPTED, actor=actor, subject_id=paper.id, kind=paper.kind)


def excuse_paper(
    trajectory_id: uuid.UUID, kind: str, reason: str, *, actor: Person, now: datetime | None = None
) -> uuid.UUID:
    """Keep the reason why this paper is not there. The auditor reads it.

    Raises:
        NoSuchTrajectory, ParkNotAllowed: this person does not run it.
        PaperRefused: no such paper, no reason, or there is one already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row, _ = run_by(actor, trajectory_id)
        _artefact(row, kind)
        if not reason.strip():
            raise PaperRefused(PaperFault.NO_REASON)
        paper = _newest(row, kind)
        if paper is not None and paper.state != ArtefactState.DRAFT.value:
            raise PaperRefused(PaperFault.NOT_A_DRAFT)
        paper = paper or Paper(trajectory=row, kind=kind, cycle=row.cycle, edition=1)
        paper.reason, paper.written_at, paper.written_by_id = reason.strip()[:1000], now, actor.user_id
        paper.save()
        record_event(TrajectoryEvent.PAPER_EXCUSED, actor=actor, subject_id=paper.id, kind=kind)
    return paper.id


def hash_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _artefact(row: Trajectory, kind: str) -> ArtefactKind:
    artefact = scheme_of(row).artefacts.get(kind)
    if artefact is None:
        raise PaperRefused(PaperFault.UNKNOWN_KIND)
    return artefact


def _check(artefact: ArtefactKind, fields: Mapping[str, str]) -> None:
    known = {*artefact.required, *artefact.optional}
    if unknown := tuple(sorted(set(fields) - known)):
        raise PaperRefused(PaperFault.UNKNOWN_FIELD, unknown)
    if too_long := tuple(name for name, value in fields.items() if len(value) > LONGEST):
        raise PaperRefused(PaperFault.TOO_LONG, too_long)
    json.dumps(dict(fields))  # whatever cannot be kept is a fault of the caller, and found here


def _newest(row: Trajectory, kind: str) -> Paper | None:
    return row.papers.filter(kind=kind, cycle=row.cycle).order_by("-edition").first()
