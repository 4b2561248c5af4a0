"""The tables of the investment zone: the zone with its levy, its ballot, budget lines, spending, and accounts of years."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weerbaar.portal.biz.words import ALIVE, Payers, ZoneState
from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.parks.models import Park
from weerbaar.portal.trajectories.models import Measure


class MoneyIsKept(PortalError):
    """Something that was spent, or an account that was closed, was to be changed."""


class Zone(BaseModel):
    """An investment zone of an area. `levy` holds rows of value from (euro), amount a year (cents), number of payers."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="zones")
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=1000)
    payers = models.CharField(max_length=8)
    levy = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, default=ZoneState.PLANNED.value)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("park",), condition=Q(state__in=[state.value for state in ALIVE]), name="zone_one_alive"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ZoneState]), name="zone_known_state"
            ),
            models.CheckConstraint(condition=Q(payers__in=[word.value for word in Payers]), name="zone_known_payers"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="zone_ends_after_start"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Ballot(BaseModel):
    """The vote. How many, never who or what anybody voted. `returned` counts forms that came in before the count.

    `outcome` holds each threshold as it was judged: id, share, reached; `rules_version` of which file.
    """

    zone = models.OneToOneField(Zone, on_delete=models.CASCADE, related_name="ballot")
    opens_on = models.DateField()
    closes_on = models.DateField()
    eligible = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    in_favour = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    invalid = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    counted_by = models.CharField(max_length=120, blank=True)
    accepted = models.BooleanField(null=True)
    outcome = models.JSONField(default=list)
    rules_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="ballot_closes_after_opening"),
            models.CheckConstraint(condition=Q(returned__lte=F("eligible")), name="ballot_no_more_than_eligible"),
        )

    def __str__(self) -> str:
        return str(self.id)


class BudgetLine(BaseModel):
    """What a year may cost for one purpose, in cents; perhaps for one measure of the matrix."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="lines")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    measure = models.ForeignKey(Measure, null=True, on_delete=models.SET_NULL, related_name="budget_lines")
    amount_cents = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("year", "name", "id")
        constraints = (models.UniqueConstraint(fields=("zone", "year", "name"), name="budget_line_once_a_year"),)

    def __str__(self) -> str:
        return str(self.id)


class _Kept(BaseModel):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise MoneyIsKept
        super().save(*args, **kwargs)


class Spending(_Kept):
    """Money that went out, in cents. It is never changed: a mistake is undone by a second row that names the first."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="spending")
    on = models.DateField()
    amount_cents = models.BigIntegerField()
    what = models.CharField(max_length=300)
    proof = models.CharField(max_length=120, blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="undone_by")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("on", "entered_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(undoes=None, amount_cents__gt=0) | Q(undoes__isnull=False, amount_cents__lt=0),
                name="spending_negative_only_to_undo",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class YearAccount(_Kept):
    """The account of a year as it was closed: lines with budget and spending in cents, and the SHA-256 of that text."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="accounts")
    year = models.PositiveSmallIntegerField()
    income_cents = models.PositiveBigIntegerField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("year",)
        constraints = (models.UniqueConstraint(fields=("zone", "year"), name="account_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.year}"
