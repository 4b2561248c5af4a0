"""Buying together: purchases, who was privately asked, and what providers offer. Money is in euro cents without VAT."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from weerbaar.portal.core.base_model import BaseModel
from weerbaar.portal.joint_purchases.words import AskedAnswer, PurchaseState
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.parks.models import Park
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.models import Quote


def _known(words: type) -> list[str]:
    return [word.value for word in words]  # type: ignore[attr-defined]


class JointPurchase(BaseModel):
    """What the manager of an area opened for one action. The BIZ may pay a part per company: a percentage, a cap, or both."""

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
    participants = models.PositiveIntegerField(null=True)  # how many had joined at closing: what the price steps go by

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_known(PurchaseState)), name="purchase_known_state"),
            models.CheckConstraint(condition=Q(biz_percent__lte=100), name="purchase_percent"),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.cause}"


class Asked(BaseModel):
    """A company that was privately asked because it has the gap. The area and the other companies never see this row.

    `shows_name`: the company said that the area may know that it joined.
    """

    purchase = models.ForeignKey(JointPurchase, on_delete=models.CASCADE, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="asked_purchases")
    answer = models.CharField(max_length=12, default=AskedAnswer.NONE.value)
    shows_name = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # What the company chose after the closing day: a quote like any other, which made its own work order.
    quote = models.ForeignKey(Quote, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("purchase", "organisation"), name="asked_once"),
            models.CheckConstraint(condition=Q(answer__in=_known(AskedAnswer)), name="asked_known_answer"),
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
