"""A quote is accepted once, for the actions that were chosen, and everything that follows from it is written down."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Grant
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.company_errors import AlreadyOrdered, NoSuchQuote, RequestFault, RequestRefused
from weerbaar.portal.quotes.errors import NotPossibleNow
from weerbaar.portal.quotes.models import OrderLine, QuoteRequest, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.make_request import withdraw_request
from weerbaar.portal.quotes.services.submit_quote import submit_quote, withdraw_quote

pytestmark = pytest.mark.django_db


def accept(world: Asked, quote_id: uuid.UUID, *causes: str, actor: Person | None = None) -> WorkOrder:
    ids = [world.requested(cause).id for cause in causes or (MAIL,)]
    return WorkOrder.objects.get(id=accept_quote(world.here.id, quote_id, ids, actor=actor or world.here.anna.person))


def both(world: Asked, **fields: object) -> uuid.UUID:
    return submit_quote(
        world.invitation.id, world.form(world.line(MAIL), world.line(BACKUP), **fields), actor=world.by_dirk
    )


def test_it_makes_an_order_with_what_was_agreed() -> None:
    world = asked()
    order = accept(world, both(world, conditions="Betalen binnen 30 dagen"), MAIL, BACKUP)
    assert order.terms["company"]["name"] == "Bakkerij Deegrol"
    assert order.terms["provider"]["name"] == "Noorderzon ICT"
    assert order.terms["conditions"] == "Betalen binnen 30 dagen"
    assert (order.terms["price_cents"], order.terms["vat_cents"], order.terms["total_cents"]) == (
        84_000,
        17_640,
        101_640,
    )
    assert [line.cause for line in order.lines.order_by("cause")] == [BACKUP, MAIL]
    assert QuoteRequest.objects.get().state == "closed"


def test_the_tasks_lie_with_the_provider_and_only_the_work_is_shared() -> None:
    world = asked()
    order = accept(world, both(world))
    line = order.lines.get()
    assert line.action is not None
    assert line.action.state == State.OFFERED
    assert line.action.held_by_id == order.handover_id
    grant = Grant.objects.get()
    assert (grant.scope, grant.receiver_id) == (GrantScope.WORK, world.provider.organisation_id)
    assert grant.id == order.grant_id
    assert RequestInvitation.objects.get(id=world.invitation.id).contact_at is not None
    assert RequestInvitation.objects.get(id=world.other_invitation.id).contact_at is None
    assert QuoteRequest.objects.get().state == "open"


def test_a_supplier_by_link_goes_on_with_the_same_link() -> None:
    world = asked()
    quote_id = submit_quote(world.link_invitation.id, world.form(), actor=world.by_link)
    order = accept(world, quote_id)
    assert order.grant_id is None
    assert order.handover is not None
    assert order.handover.token_hash == world.link_invitation.token_hash


def test_two_quotes_for_one_action_cannot_both_be_chosen() -> None:
    world = asked()
    first, second = both(world), submit_quote(world.other_invitation.id, world.form(), actor=world.by_eva)
    accept(world, first)
    with pytest.raises(AlreadyOrdered):
        accept(world, second)
    assert OrderLine.objects.count() == 1


def test_the_same_quote_cannot_be_accepted_twice() -> None:
    world = asked()
    quote_id = both(world)
    accept(world, quote_id)
    with pytest.raises(NotPossibleNow):
        accept(world, quote_id, BACKUP)


def test_actions_of_several_quotes_make_several_orders() -> None:
    world = asked()
    first = both(world)
    second = submit_quote(world.other_invitation.id, world.form(world.line(BACKUP)), actor=world.by_eva)
    assert accept(world, first).provider_id == world.provider.id
    assert accept(world, second, BACKUP).provider_id == world.other.id
    assert QuoteRequest.objects.get().state == "closed"


def test_what_is_offered_as_a_whole_is_taken_as_a_whole() -> None:
    world = asked()
    quote_id = both(world, as_a_whole=True)
    with pytest.raises(RequestRefused) as refused:
        accept(world, quote_id)
    assert refused.value.fault is RequestFault.AS_A_WHOLE
    assert accept(world, quote_id, MAIL, BACKUP).lines.count() == 2


def test_what_was_withdrawn_suspended_or_expired_cannot_be_accepted() -> None:
    world = asked()
    quote_id = both(world)
    withdraw_quote(quote_id, actor=world.by_dirk)
    with pytest.raises(NotPossibleNow):
        accept(world, quote_id)
    quote_id = both(world)
    Provider.objects.filter(id=world.provider.id).update(state=ProviderState.SUSPENDED.value)
    with pytest.raises(RequestRefused) as refused:
        accept(world, quote_id)
    assert refused.value.fault is RequestFault.PROVIDER_GONE
    Provider.objects.filter(id=world.provider.id).update(state=ProviderState.LISTED.value)
    with pytest.raises(RequestRefused) as refused:
        accept_quote(
            world.here.id,
            quote_id,
            [world.requested().id],
            actor=world.here.anna.person,
            now=timezone.now() + timedelta(days=100),
        )
    assert refused.value.fault is RequestFault.EXPIRED
    withdraw_request(world.here.id, world.request.id, actor=world.here.anna.person)
    with pytest.raises(NotPossibleNow):
        accept(world, quote_id)
    assert not WorkOrder.objects.exists()


def test_only_who_works_for_the_company_chooses() -> None:
    world = asked()
    quote_id = both(world)
    with pytest.raises(NotAllowed):
        accept(world, quote_id, actor=world.here.bram.person)
    with pytest.raises(NoSuchOrganisation):
        accept(world, quote_id, actor=world.here.otto.person)
    with pytest.raises(NoSuchQuote):
        accept_quote(world.here.otto_id, quote_id, [world.requested().id], actor=world.here.otto.person)


def test_the_agreement_outlives_the_company() -> None:
    world = asked()
    order = accept(world, both(world))
    terms = order.terms
    world.here.anna.user.delete()
    QuoteRequest.objects.all().delete()
    from weerbaar.portal.organisations.models import Organisation

    Organisation.objects.filter(id=world.here.id).delete()
    kept = WorkOrder.objects.get(id=order.id)
    assert kept.organisation_id is None
    assert kept.terms == terms
    assert kept.lines.get().price_cents == 42_000
