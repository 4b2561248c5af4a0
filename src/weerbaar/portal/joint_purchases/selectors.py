"""Joint purchases as an area and its companies see them.

What an area reads is made of the purchase, its offers, the count of the day and the names that companies chose to show. Nothing
here reads who was asked or who has the gap, except for the company itself.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import TO_DO
from weerbaar.portal.joint_purchases.errors import NoSuchPurchase
from weerbaar.portal.joint_purchases.models import JointOffer, JointPurchase, JointReply
from weerbaar.portal.joint_purchases.prices import Step, biz_share, price_at, shown_number
from weerbaar.portal.joint_purchases.provider_selectors import steps_of
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.parks.models import ParkMembership
from weerbaar.portal.providers.words import ProviderState


@dataclass(frozen=True, slots=True)
class OfferView:
    """What a provider offers. After closing `price_cents` is what each pays, and `biz_cents` the part of the BIZ."""

    id: uuid.UUID
    provider_id: uuid.UUID
    provider: str
    scope: str
    conditions: str
    vat_percent: int
    ready_in_days: int
    steps: tuple[Step, ...]
    price_cents: int | None
    biz_cents: int | None


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """A purchase as everybody of the area sees it. `sign_ups` is None for fewer than five, zero included."""

    id: uuid.UUID
    park_id: uuid.UUID
    park_name: str
    cause: str
    message: str
    state: PurchaseState
    opened_at: datetime
    closes_at: datetime
    choose_until: datetime
    biz_percent: int
    biz_cap_cents: int | None
    sign_ups: int | None
    names: tuple[str, ...]
    offers: tuple[OfferView, ...]

    @property
    def is_collecting(self) -> bool:
        """Whether companies can still join."""
        return self.state is PurchaseState.COLLECTING

    @property
    def is_choosing(self) -> bool:
        """Whether companies choose an offer now."""
        return self.state is PurchaseState.CHOOSING


@dataclass(frozen=True, slots=True)
class OwnReply:
    """What one company said, for its own people. `has_gap`: the action is in its plan and still to do."""

    answer: ReplyAnswer
    shows_name: bool
    quote_id: uuid.UUID | None
    price_cents: int | None
    biz_cents: int | None
    has_gap: bool
    action_id: uuid.UUID | None

    @property
    def has_joined(self) -> bool:
        """Whether the company takes part."""
        return self.answer is ReplyAnswer.JOINED


def purchases_of_park(park_id: uuid.UUID) -> list[PurchaseView]:
    """All purchases of an area, the newest first."""
    rows = _rows().filter(park_id=park_id).order_by("-opened_at", "id")
    return [_view(row) for row in rows]


def purchase_of_park(park_id: uuid.UUID, purchase_id: uuid.UUID) -> PurchaseView:
    """One of them.

    Raises:
        NoSuchPurchase: the area has none such.
    """
    row = _rows().filter(park_id=park_id, id=purchase_id).first()
    if row is None:
        raise NoSuchPurchase
    return _view(row)


def seen_by(view: OrganisationView) -> models.QuerySet[JointPurchase]:
    """The purchases that a company sees: of every area it takes part in, whatever it lacks; and those that it joined."""
    parks = ParkMembership.objects.filter(organisation_id=view.id, left_at=None).values("park_id")
    joined = JointReply.objects.filter(organisation_id=view.id, answer=ReplyAnswer.JOINED.value).values("purchase_id")
    return JointPurchase.objects.filter(Q(park_id__in=parks) | Q(id__in=joined))


def purchases_for(view: OrganisationView) -> list[tuple[PurchaseView, OwnReply]]:
    """The purchases that a company sees, each with what it said, the newest first."""
    seen = seen_by(view).values("id")
    rows = _rows().filter(id__in=seen).order_by("-opened_at", "id")
    return [(_view(row), own_reply(view, row.id, row.cause)) for row in rows]


def purchase_for(view: OrganisationView, purchase_id: uuid.UUID) -> tuple[PurchaseView, OwnReply]:
    """One of them.

    Raises:
        NoSuchPurchase: the company sees none such.
    """
    if not seen_by(view).filter(id=purchase_id).exists():
        raise NoSuchPurchase
    row = _rows().get(id=purchase_id)
    return _view(row), own_reply(view, row.id, row.cause)


def own_reply(view: OrganisationView, purchase_id: uuid.UUID, cause: str) -> OwnReply:
    """What the company said, and whether it has the gap: from its own plan."""
    row = JointReply.objects.filter(purchase_id=purchase_id, organisation_id=view.id).first()
    action = Action.objects.filter(organisation_id=view.id, cause=cause, state__in=[state.value for state in TO_DO])
    action_id = action.values_list("id", flat=True).first()
    if row is None:
        return OwnReply(ReplyAnswer.NONE, False, None, None, None, action_id is not None, action_id)
    return OwnReply(
        ReplyAnswer(row.answer),
        row.shows_name,
        row.quote_id,
        row.price_cents,
        row.biz_cents,
        action_id is not None,
        action_id,
    )


def exported_purchases(view: OrganisationView) -> list[dict[str, object]]:
    """What a company was asked and what it said."""
    rows = JointReply.objects.filter(organisation_id=view.id).select_related("purchase__park").order_by("id")
    return [
        {
            "park": row.purchase.park.name,
            "cause": row.purchase.cause,
            "asked_at": row.asked_at.isoformat() if row.asked_at else None,
            "answer": row.answer,
            "answered_at": row.answered_at.isoformat() if row.answered_at else None,
            "shows_name": row.shows_name,
            "price_cents": row.price_cents,
            "biz_cents": row.biz_cents,
        }
        for row in rows
    ]


def _rows() -> models.QuerySet[JointPurchase]:
    offers = JointOffer.objects.filter(withdrawn_at=None, provider__state=ProviderState.LISTED.value)
    offers = offers.select_related("provider__organisation").prefetch_related("steps")
    return JointPurchase.objects.select_related("park").prefetch_related(
        models.Prefetch("offers", offers.order_by("submitted_at", "id"))
    )


def _view(row: JointPurchase) -> PurchaseView:
    return PurchaseView(
        row.id,
        row.park_id,
        row.park.name,
        row.cause,
        row.message,
        PurchaseState(row.state),
        row.opened_at,
        row.closes_at,
        row.choose_until,
        row.biz_percent,
        row.biz_cap_cents,
        shown_number(row.shown_sign_ups),
        _names(row),
        tuple(_offer(offer, row) for offer in row.offers.all()),
    )


def _names(row: JointPurchase) -> tuple[str, ...]:
    """The companies that chose to be shown, as the count of the day took them over; who takes it back, or leaves the area, is
    gone at once.
    """
    here = ParkMembership.objects.filter(park_id=row.park_id, left_at=None).values("organisation_id")
    shown = JointReply.objects.filter(
        purchase=row, name_listed=True, shows_name=True, answer=ReplyAnswer.JOINED.value, organisation_id__in=here
    ).values_list("organisation__name", flat=True)
    return tuple(sorted(shown, key=str.casefold))


def _offer(offer: JointOffer, row: JointPurchase) -> OfferView:
    steps = steps_of(offer)
    price = None if row.participants is None else price_at(steps, row.participants)
    share = None if price is None else biz_share(price, row.biz_percent, row.biz_cap_cents)
    return OfferView(
        offer.id,
        offer.provider_id,
        offer.provider.organisation.name,
        offer.scope,
        offer.conditions,
        offer.vat_percent,
        offer.ready_in_days,
        steps,
        price,
        share,
    )


def offers_in(purchase: PurchaseView) -> Sequence[OfferView]:
    """The offers, the lowest price first once prices are known."""
    if purchase.is_collecting:
        return purchase.offers
    return sorted(purchase.offers, key=lambda offer: (offer.price_cents or 0, offer.provider.casefold()))
