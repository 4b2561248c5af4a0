"""The tables of the safety analysis: editions, and what each says about each aspect."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.analyses.errors import AnalysisIsFixed
from weerbaar.portal.analyses.words import EditionState
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.parks.models import Park


class AnalysisEdition(BaseModel):
    """One analysis of an area over some days, both included. `refs` are the sources with day and hash, `places` what is drawn on
    maps. Once adopted, `text` is what holds and `text_hash` its SHA-256.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="analyses")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default=EditionState.DRAFT.value)
    since = models.DateField()
    until = models.DateField()
    texts_version = models.PositiveIntegerField()
    refs = models.JSONField(default=list)
    places = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    adopted_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("park", "number"), name="analysis_number_once"),
            models.UniqueConstraint(
                fields=("park",), condition=Q(state=EditionState.DRAFT.value), name="analysis_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in EditionState]), name="analysis_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.ADOPTED.value)
                | (~Q(text_hash="") & ~Q(adopted_by_name="") & Q(adopted_at__isnull=False)),
                name="analysis_adopted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.park_id} {self.number}"


class AspectText(BaseModel):
    """What an edition says about one aspect. `generated` is by language and part; `edited` by part, in the words of whoever runs
    the area, and goes before it. `facts` are the figures that the sentences came from.
    """

    edition = models.ForeignKey(AnalysisEdition, on_delete=models.CASCADE, related_name="aspects")
    aspect = models.CharField(max_length=24)
    facts = models.JSONField(default=list)
    generated = models.JSONField(default=dict)
    edited = models.JSONField(default=dict)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("edition", "aspect"), name="analysis_aspect_once"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it.

        Raises:
            AnalysisIsFixed: the edition was adopted.
        """
        if self.edition.state == EditionState.ADOPTED.value:
            raise AnalysisIsFixed
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return f"{self.edition_id} {self.aspect}"
