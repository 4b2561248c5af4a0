"""The tables of the municipal safety plan: what the council chose, as far as an area may help."""

from django.db import models
from django.db.models import F, Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.parks.models import Park


class SafetyPlan(BaseModel):
    """The plan of a municipality as an area entered it. `adopted_on` is the day on which the council adopted it; `municipality` a
    key of the list of municipalities. An area keeps the plans before.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="safety_plans")
    municipality = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    adopted_on = models.DateField()
    from_day = models.DateField()
    to_day = models.DateField()
    document_url = models.URLField(max_length=300)
    contact_function = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("-from_day", "-entered_at", "id")
        constraints = (models.CheckConstraint(condition=Q(to_day__gt=F("from_day")), name="safety_plan_lasts"),)

    def __str__(self) -> str:
        return str(self.id)


class Priority(BaseModel):
    """One priority of the council, in one sentence. `field` is an id of the fields of a safety plan."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="priorities")
    place = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=16)
    text_short = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    indicator = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=200, blank=True)
    lead_function = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = (models.UniqueConstraint(fields=("plan", "place"), name="priority_place_once"),)

    def __str__(self) -> str:
        return str(self.id)
