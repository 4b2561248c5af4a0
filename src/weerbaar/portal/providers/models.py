"""Nine tables: files that providers came from, providers, where they work, what they carry out, their marks, which marks
operators confirmed, what vetters decided, appeals against that, and the seed of each day.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.providers.words import Decision, MarkState, ProviderState, VettingKind


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class ProviderImport(BaseModel):
    """A file with providers that an operator read in. `undone_at` is when what was still a draft was removed again."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Provider(BaseModel):
    """What a provider tells of itself. `organisation` is of kind provider.

    `municipality` is where it sits (a key of the list of municipalities); `everywhere` says that it serves the whole country,
    else see `ProviderArea`. Empty `sectors` and `sizes` mean all. `categories` are words of the bank's `provider_categories`.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="provider")
    state = models.CharField(max_length=12, default=ProviderState.DRAFT.value)
    about = models.CharField(max_length=600, blank=True)
    website = models.CharField(max_length=253, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    municipality = models.CharField(max_length=40, blank=True)
    everywhere = models.BooleanField(default=False)
    categories = models.JSONField(default=list)
    sectors = models.JSONField(default=list)
    sizes = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    imported = models.ForeignKey(ProviderImport, null=True, on_delete=models.SET_NULL, related_name="providers")
    submitted_at = models.DateTimeField(null=True)
    listed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state",)),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(ProviderState)), name="provider_known_state"),
        )

    def __str__(self) -> str:
        return str(self.id)


class ProviderArea(BaseModel):
    """A municipality that a provider serves."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="areas")
    municipality = models.CharField(max_length=40)

    class Meta:
        indexes = (models.Index(fields=("municipality", "provider")),)
        constraints = (models.UniqueConstraint(fields=("provider", "municipality"), name="area_once"),)

    def __str__(self) -> str:
        return f"{self.provider_id} in {self.municipality}"


class Package(BaseModel):
    """Work of a fixed scope for one action. `cause` is a key of the table of causes or the id of a check.

    Prices are in euro cents without VAT; equal ends are one price, different ends a band. Packages are withdrawn, not removed.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="packages")
    cause = models.CharField(max_length=64)
    included = models.CharField(max_length=1000)
    hours = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    price_from_cents = models.PositiveIntegerField()
    price_to_cents = models.PositiveIntegerField()
    lead_days = models.PositiveSmallIntegerField()
    warranty_days = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cause", "provider")),)
        constraints = (
            models.UniqueConstraint(
                fields=("provider", "cause"), condition=Q(withdrawn_at=None), name="package_once_per_cause"
            ),
            models.CheckConstraint(condition=Q(price_to_cents__gte=F("price_from_cents")), name="package_price_band"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.cause}"


class Mark(BaseModel):
    """A mark that a provider says it holds. `mark` is an id of the list of marks. `valid_until` is its last day."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="marks")
    mark = models.CharField(max_length=32)
    holder = models.CharField(max_length=120)
    scope = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    valid_until = models.DateField(null=True)
    register_url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default=MarkState.CLAIMED.value)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(MarkState)), name="mark_known_state"),
            models.CheckConstraint(
                condition=~Q(state=MarkState.VERIFIED.value) | Q(checked_on__isnull=False), name="mark_verified_has_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.mark}"


class Vetting(BaseModel):
    """One decision about a provider or a mark of it. Never changed: a new decision is a new row.

    `checklist` maps each point of the list to yes or no. `reason` is what the provider reads.
    """

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="vettings")
    mark = models.ForeignKey(Mark, null=True, on_delete=models.CASCADE, related_name="vettings")
    kind = models.CharField(max_length=12)
    decision = models.CharField(max_length=12)
    checklist = models.JSONField(default=dict)
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=_known(VettingKind)), name="vetting_known_kind"),
            models.CheckConstraint(condition=Q(decision__in=_known(Decision)), name="vetting_known_decision"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.decision}"


class Appeal(BaseModel):
    """Why a provider thinks that a decision is wrong. `answer` is what somebody else decided about it; none while it waits."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="appeals")
    about = models.OneToOneField(Vetting, on_delete=models.CASCADE, related_name="appeal")
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    answer = models.OneToOneField(Vetting, null=True, on_delete=models.SET_NULL, related_name="answers")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("provider",), condition=Q(answer=None), name="appeal_one_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.id} about {self.about_id}"


class ConfirmedMark(BaseModel):
    """A mark of the list that was not read at its source when we made the list, and that an operator has looked up since."""

    mark = models.CharField(max_length=32, unique=True)
    source_url = models.URLField(max_length=300)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.mark


class OrderSeed(BaseModel):
    """The seed of the draw of one day (see `daily_order.py`). Its hash is shown from the day before, itself from the day after.

    `made_at` is when it was drawn: a hash that was not there in time promises nothing. `listed` are the ids of all providers
    that were listed at some moment of the day, so that its order can be recomputed afterwards.
    """

    day = models.DateField(unique=True)
    seed = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    listed = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.day)
