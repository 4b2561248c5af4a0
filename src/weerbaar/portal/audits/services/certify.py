"""What a certification body does with its link: open it, remark, close remarks, conclude, and give the certificate."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.audits.errors import (
    AuditFault,
    AuditRefused,
    CertificateFault,
    CertificateRefused,
    LinkFault,
    NoSuchCertifierLink,
    NoSuchRemark,
)
from weerbaar.portal.audits.events import AuditEvent
from weerbaar.portal.audits.facts import outcome_now
from weerbaar.portal.audits.models import Audit, AuditRemark, Certificate
from weerbaar.portal.audits.words import AuditOutcome, RemarkKind, RemarkState
from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.trajectories.find import scheme_of
from weerbaar.portal.trajectories.services.follow_certificate import follow_certificate
from weerbaar.portal.trajectories.words import TrajectoryState

MOST_WRONG_TRIES = 10
# An auditor writes some; more than this is a machine.
MOST_REMARKS = 100
LONGEST_YEARS = 6  # twice the term of any scheme that we read of: more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Certifier:
    """Somebody with the link. `knows_password` says whether this browser has shown it."""

    holder: LinkHolder
    knows_password: bool


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """What stands on the certificate. Both days are included."""

    number: str
    level: str
    valid_from: date
    valid_until: date


def audit_behind(certifier: Certifier, now: datetime) -> Audit:
    """The audit, for services and selectors of this app only.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
    """
    row = audit_of_link(certifier.holder, now)
    if not certifier.knows_password:
        raise NoSuchCertifierLink(LinkFault.PASSWORD)
    return row


def audit_of_link(holder: LinkHolder, now: datetime) -> Audit:
    """The same before the password.

    Raises:
        NoSuchCertifierLink: the link opens nothing; carries why, and since when.
    """
    rows = Audit.objects.filter(token_hash=fingerprint(holder.token))
    row = rows.select_related("dossier__trajectory__park").first()
    if row is None:
        raise NoSuchCertifierLink(LinkFault.UNKNOWN)
    for since, fault in ((row.withdrawn_at, LinkFault.WITHDRAWN), (row.locked_at, LinkFault.LOCKED)):
        if since is not None:
            raise NoSuchCertifierLink(fault, since)
    if row.expires_at <= now:
        raise NoSuchCertifierLink(LinkFault.EXPIRED, row.expires_at)
    return row


def try_password(holder: LinkHolder, password: str, *, now: datetime | None = None) -> bool:
    """Whether this is the password. The tenth wrong one closes the link for good.

    Raises:
        NoSuchCertifierLink: the link opens nothing.
    """
    now = now or timezone.now()
    row = audit_of_link(holder, now)
    if check_password(password, row.password):
        return True
    with transaction.atomic():
        Audit.objects.filter(id=row.id).update(wrong_tries=F("wrong_tries") + 1)
        if Audit.objects.filter(id=row.id, wrong_tries__gte=MOST_WRONG_TRIES, locked_at=None).update(locked_at=now):
            _record(AuditEvent.CERTIFIER_LOCKED, row, holder)
    return False


def note_look(certifier: Certifier, *, now: datetime | None = None) -> None:
    """Remember the first time that the file was seen.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
    """
    now = now or timezone.now()
    row = audit_behind(certifier, now)
    with transaction.atomic():
        if Audit.objects.filter(id=row.id, opened_at=None).update(opened_at=now):
            _record(AuditEvent.CERTIFIER_LOOKED, row, certifier.holder)


def note_fetch(certifier: Certifier, *, now: datetime | None = None) -> None:
    """Remember that the file was taken along.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
    """
    row = audit_behind(certifier, now or timezone.now())
    with transaction.atomic():
        _record(AuditEvent.CERTIFIER_FETCHED, row, certifier.holder)


def write_remark(certifier: Certifier, kind: RemarkKind, text: str, *, now: datetime | None = None) -> uuid.UUID:
    """The id of the remark.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
        AuditRefused: nothing was written, there is an outcome already, or very many were written.
    """
    now, text = now or timezone.now(), text.strip()[:2000]
    with transaction.atomic():
        row = _locked(certifier, now)
        if not text:
            raise AuditRefused(AuditFault.NO_TEXT)
        if row.outcome:
            raise AuditRefused(AuditFault.CONCLUDED)
        number = (row.remarks.aggregate(last=Max("number"))["last"] or 0) + 1
        if number > MOST_REMARKS:
            raise AuditRefused(AuditFault.TOO_MANY)
        remark = AuditRemark.objects.create(audit=row, number=number, kind=kind.value, text=text, written_at=now)
        _record(AuditEvent.REMARK_WRITTEN, row, certifier.holder, number=number)
    return remark.id


def settle_remark(certifier: Certifier, remark_id: uuid.UUID, *, is_closed: bool, now: datetime | None = None) -> None:
    """Close a remark, or open it again because the answer is not enough.

    Raises:
        NoSuchCertifierLink, NoSuchRemark: the link opens nothing, or there is none.
        AuditRefused: it is so already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = _locked(certifier, now)
        remark = row.remarks.select_for_update().filter(id=remark_id).first()
        if remark is None:
            raise NoSuchRemark
        wanted = RemarkState.CLOSED if is_closed else RemarkState.OPEN
        if remark.state == wanted.value:
            raise AuditRefused(AuditFault.NOT_NOW)
        remark.state, remark.closed_at = wanted.value, now if is_closed else None
        remark.save(update_fields=["state", "closed_at"])
        word = AuditEvent.REMARK_CLOSED if is_closed else AuditEvent.REMARK_REOPENED
        _record(word, row, certifier.holder, number=remark.number)


def conclude(
    certifier: Certifier, outcome: AuditOutcome, explanation: str = "", *, now: datetime | None = None
) -> None:
    """What the body says of the file. It says so once.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
        AuditRefused: there is an outcome already, it is positive although a major remark stands open, or it is not, and nothing
            says why.
    """
    now, explanation = now or timezone.now(), explanation.strip()[:2000]
    with transaction.atomic():
        row = _locked(certifier, now)
        if row.outcome:
            raise AuditRefused(AuditFault.CONCLUDED)
        majors = row.remarks.filter(kind=RemarkKind.MAJOR.value).exclude(state=RemarkState.CLOSED.value)
        if outcome is AuditOutcome.POSITIVE and majors.exists():
            raise AuditRefused(AuditFault.MAJOR_OPEN)
        if outcome is AuditOutcome.NEGATIVE and not explanation:
            raise AuditRefused(AuditFault.NO_TEXT)
        row.outcome, row.explanation, row.concluded_at = outcome.value, explanation, now
        row.save(update_fields=["outcome", "explanation", "concluded_at"])
        _record(AuditEvent.OUTCOME_GIVEN, row, certifier.holder, outcome=outcome.value)


def give_certificate(certifier: Certifier, form: CertificateForm, *, now: datetime | None = None) -> uuid.UUID:
    """The id of the certificate. From its first day the trajectory is certified.

    Raises:
        NoSuchCertifierLink: the link opens nothing, or the password was not shown.
        CertificateRefused: the outcome is not positive, a number is missing or taken, the scheme has no such level, or the days
            cannot be.
    """
    now = now or timezone.now()
    with transaction.atomic():
        row = _locked(certifier, now)
        trajectory = row.dossier.trajectory
        number = " ".join(form.number.split())[:40]
        if outcome_now(row) != AuditOutcome.POSITIVE.value:
            raise CertificateRefused(CertificateFault.NOT_POSITIVE)
        if not number:
            raise CertificateRefused(CertificateFault.NO_NUMBER)
        if Certificate.objects.filter(number__iexact=number).exists() or hasattr(row, "certificate"):
            raise CertificateRefused(CertificateFault.NUMBER_TAKEN)
        if form.level not in {level.id for level in scheme_of(trajectory).levels}:
            raise CertificateRefused(CertificateFault.UNKNOWN_LEVEL)
        years = (form.valid_until - form.valid_from).days / 365.25
        if not 0 < years <= LONGEST_YEARS:
            raise CertificateRefused(CertificateFault.DAYS)
        made = Certificate.objects.create(
            audit=row,
            number=number,
            level=form.level,
            valid_from=form.valid_from,
            valid_until=form.valid_until,
            given_at=now,
        )
        _record(AuditEvent.CERTIFICATE_GIVEN, row, certifier.holder)
        if form.valid_from <= timezone.localdate(now) <= form.valid_until:
            follow_certificate(trajectory.id, TrajectoryState.CERTIFIED, actor=certifier.holder)
    return made.id


def _locked(certifier: Certifier, now: datetime) -> Audit:
    row = audit_behind(certifier, now)
    Audit.objects.select_for_update().get(id=row.id)
    row.refresh_from_db(fields=["outcome"])
    return row


def _record(word: AuditEvent, row: Audit, holder: LinkHolder, **details: str | int) -> None:
    record_event(word, actor=holder, subject_id=row.dossier.trajectory_id, organisation_id=None, **details)
