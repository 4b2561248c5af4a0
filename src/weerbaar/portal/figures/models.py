"""The tables of figures: which neighbourhoods an area lies in, files that were read, what they count, and where accidents were.

Of nobody's file anything is kept but the figures of the area; its hash tells later whether it was the same.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.figures.words import ImportState, Source
from weerbaar.portal.parks.models import Park


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class AreaCode(BaseModel):
    """A neighbourhood, district or municipality of Statistics Netherlands (BU, WK, GM) that counts for an area."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="neighbourhoods")
    code = models.CharField(max_length=10)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("park", "code"), name="area_code_once"),)

    def __str__(self) -> str:
        return self.code


class FigureImport(BaseModel):
    """A file that was read. `note` is what was said about its licence or origin; `left_out` counts rows about elsewhere."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="figure_imports")
    source = models.CharField(max_length=16)
    state = models.CharField(max_length=10, default=ImportState.LOOKED.value)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    first_period = models.CharField(max_length=7)
    last_period = models.CharField(max_length=7)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(source__in=_known(Source)), name="figures_known_source"),
            models.CheckConstraint(condition=Q(state__in=_known(ImportState)), name="figures_known_state"),
            models.UniqueConstraint(
                fields=("park", "source", "sha256"),
                condition=Q(state=ImportState.TAKEN_IN.value),
                name="figures_file_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.first_period} {self.last_period}"


class Figure(BaseModel):
    """How often a kind was counted in a period (`2024` or `2024-03`); `number` is empty when the source does not say."""

    batch = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="figures")
    period = models.CharField(max_length=7)
    place = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=24)
    number = models.PositiveIntegerField(null=True)
    is_provisional = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "period", "place", "kind"), name="figure_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.period}"


class AccidentSpot(BaseModel):
    """Where an accident inside the area was, in degrees (WGS 84)."""

    batch = models.ForeignKey(FigureImport, on_delete=models.CASCADE, related_name="spots")
    year = models.CharField(max_length=4)
    kind = models.CharField(max_length=24)
    longitude = models.FloatField()
    latitude = models.FloatField()
    street = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
