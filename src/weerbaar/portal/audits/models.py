"""The tables of audits: files, keys, audits with their remarks, certificates, and reminders that were sent."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weerbaar.portal.audits.words import AuditOutcome, RemarkKind, RemarkState
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.trajectories.models import Trajectory


class DossierIsKept(PortalError):
    """A file that was made was to be changed."""


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class DossierKey(BaseModel):
    """A public key that files were signed with, in hexadecimal. Old ones stay: old files are checked with them."""

    public_key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_key


class Dossier(BaseModel):
    """A file for the audit as it was made, `number` of its trajectory; `fingerprint` is the SHA-256 of its manifest."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="dossiers")
    cycle = models.PositiveSmallIntegerField()
    phase = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    fingerprint = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    public_key = models.CharField(max_length=64)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("trajectory", "number"), name="dossier_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} of {self.trajectory_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it, once.

        Raises:
            DossierIsKept: it was kept already.
        """
        if not self._state.adding:
            raise DossierIsKept
        super().save(*args, **kwargs)


class Audit(BaseModel):
    """A certification body looks at one file, by a link with a password. The link is known here by its hash only."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="audits")
    body = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, default="nl")
    token_hash = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    explanation = models.CharField(max_length=2000, blank=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=["", *_known(AuditOutcome)]), name="audit_known_outcome"),
            models.CheckConstraint(condition=~Q(password=""), name="audit_link_has_password"),
            models.CheckConstraint(
                condition=Q(outcome="", concluded_at__isnull=True) | (~Q(outcome="") & Q(concluded_at__isnull=False)),
                name="audit_concluded_with_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"audit of {self.dossier_id}"


class AuditRemark(BaseModel):
    """What the certification body wants put right, and what the area answered."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="remarks")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=RemarkState.OPEN.value)
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("audit", "number"), name="remark_number_once"),
            models.CheckConstraint(condition=Q(kind__in=_known(RemarkKind)), name="remark_known_kind"),
            models.CheckConstraint(condition=Q(state__in=_known(RemarkState)), name="remark_known_state"),
            models.CheckConstraint(
                condition=~Q(state=RemarkState.ANSWERED.value) | ~Q(answer=""), name="remark_answered_with_text"
            ),
            models.CheckConstraint(
                condition=Q(state=RemarkState.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=RemarkState.CLOSED.value) & Q(closed_at__isnull=True)),
                name="remark_closed_at_a_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} of {self.audit_id}"


class Certificate(BaseModel):
    """What a positive audit gave. Both days are included. `ended_on` is when it was taken back, if it was."""

    audit = models.OneToOneField(Audit, on_delete=models.CASCADE, related_name="certificate")
    number = models.CharField(max_length=40, unique=True)
    level = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField()
    given_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="certificate_lasts"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason="") | (Q(ended_on__isnull=False) & ~Q(ended_reason="")),
                name="certificate_ended_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.number


class SentReminder(BaseModel):
    """A reminder of the scheme that was taken up to be sent: once for each occasion."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="sent_reminders")
    reminder = models.CharField(max_length=40)
    occasion = models.CharField(max_length=80)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("trajectory", "reminder", "occasion"), name="reminder_sent_once"),
        )

    def __str__(self) -> str:
        return f"{self.reminder} {self.occasion}"
