"""What reads files, audits and certificates: from a seat at the area, from a certifier's link, or from a number to look up."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from weerbaar.portal.audits.certificate_states import state_on
from weerbaar.portal.audits.completeness import PhaseLine, completeness_of
from weerbaar.portal.audits.dossier.archive import unpack
from weerbaar.portal.audits.errors import NoSuchDossier
from weerbaar.portal.audits.facts import outcome_now
from weerbaar.portal.audits.filled import evaluation_of
from weerbaar.portal.audits.models import Audit, AuditRemark, Certificate, Dossier, DossierKey
from weerbaar.portal.audits.services.begin_term import papers_to_take_over
from weerbaar.portal.audits.services.certify import Certifier, audit_behind, audit_of_link
from weerbaar.portal.audits.services.make_dossier import names_in
from weerbaar.portal.audits.words import AuditOutcome, CertificateState, RemarkKind, RemarkState
from weerbaar.portal.core.actors import LinkHolder, Person
from weerbaar.portal.trajectories.find import scheme_of, trajectory_for
from weerbaar.portal.trajectories.models import PhaseStep, Trajectory
from weerbaar.portal.trajectories.schemes.scheme import Level, Scheme
from weerbaar.portal.trajectories.words import PhaseVerb


@dataclass(frozen=True, slots=True)
class DossierView:
    """A file that was made."""

    id: uuid.UUID
    number: int
    cycle: int
    phase: str
    made_at: datetime
    size: int
    language: str
    fingerprint: str
    public_key: str


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A remark with its answer."""

    id: uuid.UUID
    number: int
    kind: RemarkKind
    state: RemarkState
    text: str
    written_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate on the day of reading; `state` is None before its first day."""

    id: uuid.UUID
    number: str
    area: str
    scheme: Scheme
    level: Level
    body: str
    valid_from: date
    valid_until: date
    state: CertificateState | None
    ended_on: date | None
    ended_reason: str


@dataclass(frozen=True, slots=True)
class AuditView:
    """An audit of a file. `outcome` is None until the body gave one; `is_positive` counts closed corrections as positive."""

    id: uuid.UUID
    body: str
    dossier_number: int
    asked_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    locked_at: datetime | None
    opened_at: datetime | None
    outcome: AuditOutcome | None
    is_positive: bool
    explanation: str
    concluded_at: datetime | None
    remarks: Sequence[RemarkView]
    certificate: CertificateView | None

    def is_open(self, now: datetime) -> bool:
        """Whether its link works."""
        return self.withdrawn_at is None and self.locked_at is None and now < self.expires_at


@dataclass(frozen=True)
class FileRoom:
    """All about the file for the audit of an area, newest first."""

    phases: Sequence[PhaseLine]
    dossiers: Sequence[DossierView]
    audits: Sequence[AuditView]
    certificates: Sequence[CertificateView]


@dataclass(frozen=True, slots=True)
class WaivedStep:
    """A phase that ended although something was missing, as the certification body reads it."""

    phase: str
    at: datetime
    by_name: str
    reason: str


@dataclass(frozen=True)
class CertifierRoom:
    """What a certification body sees: one file and its own audit of it."""

    area: str
    scheme: Scheme
    dossier: DossierView
    audit: AuditView
    waived: Sequence[WaivedStep]
    files: Sequence[str]


def file_room(person: Person, trajectory_id: uuid.UUID) -> FileRoom:
    """For somebody with a seat.

    Raises:
        NoSuchTrajectory: there is none for this person.
    """
    row, _ = trajectory_for(person, trajectory_id)
    scheme = scheme_of(row)
    audits = Audit.objects.filter(dossier__trajectory=row).select_related("dossier__trajectory__park")
    certificates = _certificates(row)
    return FileRoom(
        phases=completeness_of(row, scheme, timezone.localdate()),
        dossiers=[_dossier(item) for item in row.dossiers.defer("data").order_by("-number")],
        audits=[_audit(item) for item in audits.order_by("-asked_at", "id")],
        certificates=[_certificate(item) for item in certificates],
    )


def typed_names(person: Person, trajectory_id: uuid.UUID) -> list[str]:
    """The files with a name of somebody in them.

    Raises:
        NoSuchTrajectory: there is none for this person.
    """
    row, _ = trajectory_for(person, trajectory_id)
    return names_in(row)


def year_room(person: Person, trajectory_id: uuid.UUID) -> tuple[dict[str, str], list[str]]:
    """The yearly evaluation as it would be filled in today, and the kinds of papers that a new term takes over.

    Raises:
        NoSuchTrajectory: there is none for this person.
    """
    row, _ = trajectory_for(person, trajectory_id)
    return evaluation_of(row, timezone.localdate()), sorted(papers_to_take_over(row))


def dossier_for(person: Person, trajectory_id: uuid.UUID, number: int) -> tuple[DossierView, bytes]:
    """A file as it was made.

    Raises:
        NoSuchTrajectory, NoSuchDossier: there is none for this person.
    """
    row, _ = trajectory_for(person, trajectory_id)
    found = row.dossiers.filter(number=number).first()
    if found is None:
        raise NoSuchDossier
    return _dossier(found), bytes(found.data)


def part_of(data: bytes, name: str) -> bytes:
    """One entry of a file.

    Raises:
        NoSuchDossier: it has no such entry.
    """
    found = dict(unpack(data)).get(name)
    if found is None:
        raise NoSuchDossier
    return found


def certifier_room(certifier: Certifier, now: datetime | None = None) -> CertifierRoom:
    """For the holder of the link.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
    """
    row = audit_behind(certifier, now or timezone.now())
    trajectory = row.dossier.trajectory
    steps = PhaseStep.objects.filter(
        trajectory=trajectory, verb=PhaseVerb.WAIVE.value, cycle=row.dossier.cycle, at__lte=row.dossier.made_at
    )
    return CertifierRoom(
        area=trajectory.park.name,
        scheme=scheme_of(trajectory),
        dossier=_dossier(row.dossier),
        audit=_audit(row),
        waived=[WaivedStep(step.phase, step.at, step.by_name, step.reason) for step in steps],
        files=[name for name, _ in unpack(bytes(row.dossier.data))],
    )


def certifier_file(certifier: Certifier, now: datetime | None = None) -> tuple[DossierView, bytes]:
    """The file itself, for the holder of the link.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
    """
    row = audit_behind(certifier, now or timezone.now())
    return _dossier(row.dossier), bytes(row.dossier.data)


def link_is_alive(token: str, now: datetime | None = None) -> uuid.UUID:
    """The id of the audit behind a link, before the password.

    Raises:
        NoSuchCertifierLink: the link opens nothing; carries why, and since when.
    """
    return audit_of_link(LinkHolder(token), now or timezone.now()).id


def certificate_of(number: str, today: date | None = None) -> CertificateView | None:
    """What anybody may know of a certificate, by its number; None when there is none, or it has not begun."""
    row = (
        Certificate.objects.filter(number__iexact=" ".join(number.split()))
        .select_related("audit__dossier__trajectory__park")
        .first()
    )
    view = _certificate(row, today) if row else None
    return view if view and view.state is not None else None


def public_keys() -> list[tuple[str, datetime]]:
    """All keys that files were signed with, the newest first, each with since when."""
    return list(DossierKey.objects.order_by("-since", "public_key").values_list("public_key", "since"))


def _certificates(row: Trajectory) -> Sequence[Certificate]:
    rows = Certificate.objects.filter(audit__dossier__trajectory=row)
    return list(rows.select_related("audit__dossier__trajectory__park").order_by("-valid_from", "number"))


def _dossier(row: Dossier) -> DossierView:
    return DossierView(
        row.id,
        row.number,
        row.cycle,
        row.phase,
        row.made_at,
        row.size,
        row.language,
        row.fingerprint,
        row.public_key,
    )


def _audit(row: Audit) -> AuditView:
    certificate = getattr(row, "certificate", None)
    return AuditView(
        id=row.id,
        body=row.body,
        dossier_number=row.dossier.number,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        locked_at=row.locked_at,
        opened_at=row.opened_at,
        outcome=AuditOutcome(row.outcome) if row.outcome else None,
        is_positive=outcome_now(row) == AuditOutcome.POSITIVE.value,
        explanation=row.explanation,
        concluded_at=row.concluded_at,
        remarks=[_remark(item) for item in row.remarks.order_by("number")],
        certificate=_certificate(certificate) if certificate else None,
    )


def _remark(row: AuditRemark) -> RemarkView:
    return RemarkView(
        row.id,
        row.number,
        RemarkKind(row.kind),
        RemarkState(row.state),
        row.text,
        row.written_at,
        row.answer,
        row.answered_at,
    )


def _certificate(row: Certificate, today: date | None = None) -> CertificateView:
    scheme = scheme_of(row.audit.dossier.trajectory)
    return CertificateView(
        id=row.id,
        number=row.number,
        area=row.audit.dossier.trajectory.park.name,
        scheme=scheme,
        level=next(level for level in scheme.levels if level.id == row.level),
        body=row.audit.body,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=state_on(row, today or timezone.localdate()),
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
    )
