"""A company chooses an offer for itself. Only now the provider learns who it is; all that follows is as after any quote."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.selectors import ActionItem, plan_of
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.joint_purchases.errors import ChoiceFault, ChoiceRefused, NoSuchPurchase, PurchaseNotPossible
from weerbaar.portal.joint_purchases.events import PurchaseEvent
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.selectors import OfferView, purchase_for
from weerbaar.portal.joint_purchases.words import PurchaseState, ReplyAnswer
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.models import Organisation
from weerbaar.portal.organisations.selectors import OrganisationView, assert_may_manage
from weerbaar.portal.quotes.asked_detail import detail_of, title_of
from weerbaar.portal.quotes.company_errors import AlreadyOrdered
from weerbaar.portal.quotes.conflicts import conflict_of
from weerbaar.portal.quotes.masks import tells_of
from weerbaar.portal.quotes.models import Quote, QuoteLine, QuoteRequest, RequestedAction, RequestInvitation
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.words import InvitationState
from weerbaar.scanner.vocabulary.language import Language


def choose_offer(
    organisation_id: uuid.UUID,
    purchase_id: uuid.UUID,
    offer_id: uuid.UUID,
    *,
    actor: Person,
    language: Language = Language.NL,
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the work order.

    Raises:
        NoSuchOrganisation, NotAllowed: this person is no owner of the company.
        NoSuchPurchase: the company takes no part in it.
        PurchaseNotPossible: it is not the time to choose.
        ChoiceRefused: carries why.
    """
    now = now or timezone.now()
    with transaction.atomic():
        view = assert_may_manage(actor, organisation_id)
        if not Organisation.objects.select_for_update().filter(id=organisation_id).exists():
            raise NoSuchOrganisation
        purchase = JointPurchase.objects.select_for_update().filter(id=purchase_id).first()
        if purchase is None:
            raise NoSuchPurchase
        if purchase.state != PurchaseState.CHOOSING or purchase.choose_until <= now:
            raise PurchaseNotPossible("choose", purchase.state)
        reply = _reply(purchase, view)
        offer = _offer(view, purchase_id, offer_id)
        item = _item(view, purchase.cause, language)
        if conflict_of(organisation_id, offer.provider_id, now=now):
            raise ChoiceRefused(ChoiceFault.CONFLICT)
        quote_id, requested_id = _write_quote(view, purchase, offer, item, actor, now, language)
        try:
            order_id = accept_quote(organisation_id, quote_id, (requested_id,), actor=actor, now=now)
        except AlreadyOrdered as error:
            raise ChoiceRefused(ChoiceFault.NOTHING_TO_DO) from error
        JointReply.objects.filter(id=reply.id).update(
            quote_id=quote_id, price_cents=offer.price_cents, biz_cents=offer.biz_cents
        )
        record_event(PurchaseEvent.CHOSEN, actor=actor, subject_id=purchase_id, organisation_id=organisation_id)
    return order_id


def _reply(purchase: JointPurchase, view: OrganisationView) -> JointReply:
    reply = JointReply.objects.select_for_update().filter(purchase=purchase, organisation_id=view.id).first()
    if reply is None or reply.answer != ReplyAnswer.JOINED:
        raise ChoiceRefused(ChoiceFault.NOT_JOINED)
    if reply.quote_id is not None:
        raise ChoiceRefused(ChoiceFault.CHOSEN_ALREADY)
    return reply


def _offer(view: OrganisationView, purchase_id: uuid.UUID, offer_id: uuid.UUID) -> OfferView:
    purchase, _own = purchase_for(view, purchase_id)
    for offer in purchase.offers:
        if offer.id == offer_id:
            return offer
    raise ChoiceRefused(ChoiceFault.NO_SUCH_OFFER)


def _item(view: OrganisationView, cause: str, language: Language) -> ActionItem:
    for item in plan_of(view, language).to_do:
        if item.cause == cause:
            return item
    raise ChoiceRefused(ChoiceFault.NOTHING_TO_DO)


def _write_quote(
    view: OrganisationView,
    purchase: JointPurchase,
    offer: OfferView,
    item: ActionItem,
    actor: Person,
    now: datetime,
    language: Language,
) -> tuple[uuid.UUID, uuid.UUID]:
    """The rows that a request and a quote would have left: what accepts, delivers and proves sees no difference."""
    company = Organisation.objects.get(id=view.id)
    tells = tells_of(view)
    request = QuoteRequest.objects.create(
        organisation=company,
        region=company.municipality,
        sector=company.sector,
        size=company.size,
        language=language.value,
        made_by_id=actor.user_id,
        made_at=now,
        deadline=purchase.choose_until,
    )
    requested = RequestedAction.objects.create(
        request=request,
        action_id=item.id,
        cause=item.cause,
        title=title_of(item, tells),
        detail=detail_of(item, tells),
    )
    invitation = RequestInvitation.objects.create(
        request=request, provider_id=offer.provider_id, state=InvitationState.QUOTED.value, opened_at=now
    )
    quote = Quote.objects.create(
        invitation=invitation,
        conditions=offer.conditions,
        submitted_at=now,
        valid_until=timezone.localdate(purchase.choose_until) + timedelta(days=1),
    )
    QuoteLine.objects.create(
        quote=quote,
        requested=requested,
        scope=offer.scope,
        price_cents=offer.price_cents or 0,
        vat_percent=offer.vat_percent,
        ready_in_days=offer.ready_in_days,
    )
    return quote.id, requested.id
