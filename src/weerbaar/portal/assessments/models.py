"""Four tables: a company's assessment by one bank of questions, every answer ever given, documents, and receipts of scores."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.assessments.papers import PaperKind
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Organisation
from weerbaar.questionnaires.answers import Provenance


class AnswersAreKept(PortalError):
    """An answer that was given was to be changed; a new one is added instead."""


class Assessment(BaseModel):
    """The questions of one bank, as asked of one company. `finished_at` is the last time that somebody looked it all over."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assessments")
    bank = models.CharField(max_length=32)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation", "bank"), name="assessment_once"),)

    def __str__(self) -> str:
        return str(self.id)


class AnswerRevision(BaseModel):
    """One answer from one source. Never changed: what counts is decided from all of them.

    `at` is the moment that the answer holds for (of a measurement: when it was made); `noted_at` when we wrote it down.
    `evidence` is a list of `check/outcome` or other names of what it rests on (`document/<id>`). `bank_version` is the one that
    was asked. `until` is the moment from which a document holds no more.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="revisions")
    question = models.CharField(max_length=16)
    choice = models.CharField(max_length=16)
    provenance = models.CharField(max_length=16)
    at = models.DateTimeField()
    noted_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    evidence = models.JSONField(default=list)
    reason = models.CharField(max_length=400, blank=True)
    until = models.DateTimeField(null=True)
    bank_version = models.PositiveIntegerField()

    class Meta:
        ordering = ("noted_at", "id")
        indexes = (models.Index(fields=("assessment", "question")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(provenance__in=[source.value for source in Provenance]), name="answer_known_provenance"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.choice} {self.provenance}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AnswersAreKept
        super().save(*args, **kwargs)


class AnswerDocument(BaseModel):
    """A paper that an answer rests on. It is kept here and not as a file, so that it goes with the company, at once.

    `name` is what people see and is saved under, with the ending of `kind`; `data` what they get back. `dated_on` is the day on
    the document, `expires_on` the last day on which it holds, where it says so.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="documents")
    question = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    dated_on = models.DateField()
    expires_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("-added_at", "id")
        indexes = (models.Index(fields=("assessment", "question")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PaperKind]), name="document_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=models.F("dated_on")),
                name="document_expires_later",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kind}"


class StoredReceipt(BaseModel):
    """A score with everything it was made of. `cause` says why it was made: `finished`, `measured` or `norm-changed`."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="receipts")
    at = models.DateTimeField()
    cause = models.CharField(max_length=16)
    document = models.JSONField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.cause}"
