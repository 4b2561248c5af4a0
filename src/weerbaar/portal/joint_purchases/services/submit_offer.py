"""A provider offers price steps to all who join, changes them until the closing day, or takes them back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.joint_purchases.errors import NoSuchPurchase, OfferFault, OfferRefused, PurchaseNotPossible
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointOffer, JointPurchase, PriceStep
from weerbaar.portal.joint_purchases.prices import MOST_CENTS, MOST_STEPS, SHOWN_FROM, Step
from weerbaar.portal.joint_purchases.provider_selectors import open_to
from weerbaar.portal.joint_purchases.words import PurchaseState
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.models import Provider

VAT_RATES = (0, 9, 21)
LONGEST_SCOPE, LONGEST_CONDITIONS, MOST_DAYS = 1000, 2000, 365


@dataclass(frozen=True, slots=True)
class OfferForm:
    """What a provider fills in. The first step is from one company; others from five on, so that none tells a smaller number."""

    scope: str
    steps: tuple[Step, ...]
    ready_in_days: int
    conditions: str = ""
    vat_percent: int = 21


def submit_offer(
    purchase_id: uuid.UUID, form: OfferForm, *, actor: ProviderPerson, now: datetime | None = None
) -> uuid.UUID:
    """The id of the offer; one before it is replaced.

    Raises:
        NoSuchProvider: the person may not work for the provider.
        NoSuchPurchase: there is none that fits this provider.
        PurchaseNotPossible: the closing day has passed, or it was cancelled.
        OfferRefused: with what is missing or cannot be.
    """
    now = now or timezone.now()
    with transaction.atomic():
        provider_id = _provider_of(actor)
        row = _purchase_for(purchase_id, provider_id, now)
        _assert_can_be(form)
        _withdraw(row, provider_id, now)
        offer = JointOffer.objects.create(
            purchase=row,
            provider_id=provider_id,
            scope=form.scope.strip(),
            conditions=form.conditions.strip(),
            vat_percent=form.vat_percent,
            ready_in_days=form.ready_in_days,
            submitted_at=now,
        )
        PriceStep.objects.bulk_create(
            PriceStep(offer=offer, from_participants=step.from_participants, price_cents=step.price_cents)
            for step in form.steps
        )
        record_event(PurchaseEvent.OFFERED, actor=actor, subject_id=row.id, organisation_id=actor.organisation_id)
    return offer.id


def withdraw_offer(purchase_id: uuid.UUID, *, actor: ProviderPerson, now: datetime | None = None) -> None:
    """Take the offer back, until the closing day. Does nothing when there is none.

    Raises:
        NoSuchProvider, NoSuchPurchase, PurchaseNotPossible: as for a new offer.
    """
    now = now or timezone.now()
    with transaction.atomic():
        provider_id = _provider_of(actor)
        row = _purchase_for(purchase_id, provider_id, now)
        if _withdraw(row, provider_id, now):
            record_event(PurchaseEvent.WITHDRAWN, actor=actor, subject_id=row.id, organisation_id=actor.organisation_id)


def _provider_of(actor: ProviderPerson) -> uuid.UUID:
    roles = Membership.objects.filter(
        organisation_id=actor.organisation_id, user_id=actor.user_id, user__is_active=True
    ).exclude(role=Role.READER.value)
    found = Provider.objects.filter(organisation_id=actor.organisation_id).values_list("id", flat=True).first()
    if found is None or not roles.exists():
        raise NoSuchProvider
    return found


def _purchase_for(purchase_id: uuid.UUID, provider_id: uuid.UUID, now: datetime) -> JointPurchase:
    if not open_to(provider_id).filter(id=purchase_id).exists():
        raise NoSuchPurchase
    row = JointPurchase.objects.select_for_update().get(id=purchase_id)
    if row.state != PurchaseState.COLLECTING or row.closes_at <= now:
        raise PurchaseNotPossible("quote", row.state)
    return row


def _withdraw(row: JointPurchase, provider_id: uuid.UUID, now: datetime) -> bool:
    mine = JointOffer.objects.filter(purchase=row, provider_id=provider_id, withdrawn_at=None)
    return bool(mine.update(withdrawn_at=now))


def _assert_can_be(form: OfferForm) -> None:
    fault = _fault_of(form) or step_fault(form.steps)
    if fault is not None:
        raise OfferRefused(fault)


def _fault_of(form: OfferForm) -> OfferFault | None:
    if not form.scope.strip():
        return OfferFault.NO_SCOPE
    if len(form.scope.strip()) > LONGEST_SCOPE or len(form.conditions.strip()) > LONGEST_CONDITIONS:
        return OfferFault.TOO_LONG
    if form.vat_percent not in VAT_RATES:
        return OfferFault.BAD_VAT
    return None if 1 <= form.ready_in_days <= MOST_DAYS else OfferFault.BAD_DAYS


def step_fault(steps: Sequence[Step]) -> OfferFault | None:
    """What is wrong with these steps, if anything: more companies never pay more."""
    if not steps or steps[0].from_participants != 1 or len(steps) > MOST_STEPS:
        return OfferFault.NO_FIRST_STEP
    if any(step.from_participants < SHOWN_FROM for step in steps[1:]):
        return OfferFault.STEPS_TOO_LOW
    if not all(0 < step.price_cents <= MOST_CENTS for step in steps):
        return OfferFault.BAD_PRICE
    pairs = list(pairwise(steps))
    rising = all(one.from_participants < more.from_participants for one, more in pairs)
    if not rising or any(more.price_cents > one.price_cents for one, more in pairs):
        return OfferFault.STEPS_OUT_OF_ORDER
    return None
