"""Buying together: purchases, what companies said, what providers offer, and causes that companies share. Money is in euro cents
without VAT.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer, TieAnswer, TieKind
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.models import Park
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import Quote


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class JointPurchase(BaseModel):
    """What the manager of an area opened for one action. The BIZ may pay a part per company: a percentage, a cap, or both.

    `shown_sign_ups` is what pages tell from: counted once a day at a fixed hour, on `counted_on`, so that no page tells when
    somebody joined. `participants` is how many had joined at closing: what the price steps go by.
    """

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="joint_purchases")
    cause = models.CharField(max_length=64)
    message = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=12, default=PurchaseState.COLLECTING.value)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    choose_until = models.DateTimeField()
    biz_percent = models.PositiveSmallIntegerField(default=0)
    biz_cap_cents = models.PositiveIntegerField(null=True)
    shown_sign_ups = models.PositiveIntegerField(default=0)
    counted_on = models.DateField(null=True)
    soon_told_at = models.DateTimeField(null=True)
    choose_told_at = models.DateTimeField(null=True)
    participants = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(PurchaseState)), name="purchase_known_state"),
            models.CheckConstraint(condition=Q(biz_percent__lte=100), name="purchase_percent"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.cause}"


class JointReply(BaseModel):
    """What one company has to do with a purchase. The area, the providers and the other companies never see this row.

    `asked_at` is when it was privately asked because it has the gap; a company that came by itself has none. `shows_name`: it
    said that the area may know that it joined; `name_listed`: the count of a day took that over. `quote` is what it chose after
    the closing day: a quote like any other, which made its own work order.
    """

    purchase = models.ForeignKey(JointPurchase, on_delete=models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="joint_replies")
    answer = models.CharField(max_length=12, default=ReplyAnswer.NONE.value)
    shows_name = models.BooleanField(default=False)
    name_listed = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    quote = models.ForeignKey(Quote, null=True, on_delete=models.SET_NULL, related_name="+")
    price_cents = models.PositiveIntegerField(null=True)
    biz_cents = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("purchase", "organisation"), name="reply_once"),
            models.CheckConstraint(condition=Q(answer__in=_known(ReplyAnswer)), name="reply_known_answer"),
        )

    def __str__(self) -> str:
        return str(self.id)


class JointOffer(BaseModel):
    """What one provider offers to all who join."""

    purchase = models.ForeignKey(JointPurchase, on_delete=models.CASCADE, related_name="offers")
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="joint_offers")
    scope = models.CharField(max_length=1000)
    conditions = models.CharField(max_length=2000, blank=True)
    vat_percent = models.PositiveSmallIntegerField(default=21)
    ready_in_days = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("purchase", "provider"), condition=Q(withdrawn_at=None), name="joint_offer_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class PriceStep(BaseModel):
    """From so many companies on, each pays this."""

    offer = models.ForeignKey(JointOffer, on_delete=models.CASCADE, related_name="steps")
    from_participants = models.PositiveIntegerField()
    price_cents = models.PositiveIntegerField()

    class Meta:
        ordering = ("from_participants",)
        constraints = (
            models.UniqueConstraint(fields=("offer", "from_participants"), name="step_once"),
            models.CheckConstraint(condition=Q(from_participants__gte=1), name="step_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.from_participants}: {self.price_cents}"


class CommonCause(BaseModel):
    """A cause that a company shares with at least four others, at the same mail provider, web host or keeper of the domain.

    Each company has a row of its own and sees no other. `ready_at` is when at least three had said that they would ask.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="common_causes")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=253)
    cause = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=4, default=TieAnswer.NONE.value)
    answered_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("kind", "key", "cause")),)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "kind", "key", "cause"), name="common_cause_once"),
            models.CheckConstraint(condition=Q(kind__in=_known(TieKind)), name="common_cause_known_kind"),
            models.CheckConstraint(condition=Q(answer__in=_known(TieAnswer)), name="common_cause_known_answer"),
        )

    def __str__(self) -> str:
        return str(self.id)


class CommonCauseRound(BaseModel):
    """The Monday on which common causes were looked for: once a week, for all companies at once."""

    day = models.DateField(unique=True)

    def __str__(self) -> str:
        return str(self.day)
