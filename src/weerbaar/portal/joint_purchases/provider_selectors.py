"""Joint purchases as a provider sees them: those it can quote for, and its own offer. Never another's offer, nor a company."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from weerbaar.portal.joint_purchases.errors import NoSuchPurchase
from weerbaar.portal.joint_purchases.models import JointOffer, JointPurchase
from weerbaar.portal.joint_purchases.prices import Step, price_at, shown_number
from weerbaar.portal.joint_purchases.words import PurchaseState
from weerbaar.portal.providers.models import Package, Provider, ProviderArea
from weerbaar.portal.providers.words import ProviderState


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """What this provider offers. `price_cents` is the price that was reached at closing; None before."""

    id: uuid.UUID
    scope: str
    conditions: str
    vat_percent: int
    ready_in_days: int
    steps: tuple[Step, ...]
    price_cents: int | None


@dataclass(frozen=True, slots=True)
class OpenPurchase:
    """A purchase as a provider reads it. `sign_ups` is None for fewer than five."""

    id: uuid.UUID
    cause: str
    message: str
    park_name: str
    municipality: str
    state: PurchaseState
    closes_at: datetime
    sign_ups: int | None
    own: OwnOffer | None

    @property
    def is_open(self) -> bool:
        """Whether offers are still taken."""
        return self.state is PurchaseState.COLLECTING


def open_to(provider_id: uuid.UUID) -> models.QuerySet[JointPurchase]:
    """The purchases that a provider can see: it is listed, has a package for the action, and serves the municipality; and those
    it has an offer in.
    """
    provider = Provider.objects.filter(id=provider_id).first()
    if provider is None or provider.state != ProviderState.LISTED:
        return JointPurchase.objects.none()
    causes = Package.objects.filter(provider_id=provider_id, withdrawn_at=None).values("cause")
    rows = JointPurchase.objects.filter(cause__in=causes)
    if not provider.everywhere:
        areas = ProviderArea.objects.filter(provider_id=provider_id).values("municipality")
        rows = rows.filter(park__municipality__in=areas)
    offered = Q(offers__provider_id=provider_id, offers__withdrawn_at=None)
    fitting = Q(id__in=rows.values("id"), state=PurchaseState.COLLECTING.value)
    return JointPurchase.objects.filter(fitting | offered).distinct()


def purchases_for_provider(provider_id: uuid.UUID) -> list[OpenPurchase]:
    """All of them, those that close first on top."""
    rows = open_to(provider_id).select_related("park").order_by("closes_at", "id")
    return [_view(row, provider_id) for row in rows]


def purchase_for_provider(provider_id: uuid.UUID, purchase_id: uuid.UUID) -> OpenPurchase:
    """One of them.

    Raises:
        NoSuchPurchase: there is none that fits.
    """
    row = open_to(provider_id).select_related("park").filter(id=purchase_id).first()
    if row is None:
        raise NoSuchPurchase
    return _view(row, provider_id)


def steps_of(offer: JointOffer) -> tuple[Step, ...]:
    """The price steps, from few to many."""
    return tuple(Step(step.from_participants, step.price_cents) for step in offer.steps.all())


def _view(row: JointPurchase, provider_id: uuid.UUID) -> OpenPurchase:
    offer = row.offers.filter(provider_id=provider_id, withdrawn_at=None).prefetch_related("steps").first()
    return OpenPurchase(
        row.id,
        row.cause,
        row.message,
        row.park.name,
        row.park.municipality,
        PurchaseState(row.state),
        row.closes_at,
        shown_number(row.shown_sign_ups),
        _own(offer, row) if offer else None,
    )


def _own(offer: JointOffer, row: JointPurchase) -> OwnOffer:
    steps = steps_of(offer)
    price = None if row.participants is None else price_at(steps, row.participants)
    return OwnOffer(offer.id, offer.scope, offer.conditions, offer.vat_percent, offer.ready_in_days, steps, price)
