"""Closing and choosing: prices right at each boundary, and never two orders of one company for one action."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.joint_purchases.park import CAUSE, STEPS, Park, a_park, a_provider, an_offer, give_gap, with_purchase
from weerbaar.portal.joint_purchases.errors import ChoiceFault, ChoiceRefused, PurchaseNotPossible
from weerbaar.portal.joint_purchases.models import JointPurchase, JointReply
from weerbaar.portal.joint_purchases.selectors import purchase_for, purchase_of_park
from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
from weerbaar.portal.joint_purchases.services.choose_offer import choose_offer
from weerbaar.portal.joint_purchases.services.move_purchases import close_purchases
from weerbaar.portal.joint_purchases.services.submit_offer import withdraw_offer
from weerbaar.portal.joint_purchases.words import PurchaseState
from weerbaar.portal.quotes.models import OrderLine, QuoteRequest, RequestInvitation, WorkOrder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("joined", "price"), [(0, 40_000), (1, 40_000), (4, 40_000), (5, 30_000), (9, 30_000), (10, 25_000), (11, 25_000)]
)
def test_the_price_follows_the_number_that_had_joined_at_closing(joined: int, price: int) -> None:
    park = with_purchase(a_park(11))
    _provider, by, _dirk = a_provider()
    an_offer(park, by)
    park.join(*park.firms[:joined])
    park.close()
    view = purchase_of_park(park.id, park.purchase_id)
    assert (view.state, view.offers[0].price_cents) == (PurchaseState.CHOOSING, price)


def test_five_companies_choose_and_each_has_a_work_order_of_its_own() -> None:
    park = with_purchase(a_park(6), percent=50, cap_cents=10_000)
    _provider, by, _dirk = a_provider()
    offer_id = an_offer(park, by)
    give_gap(*park.firms)
    park.join(*park.firms[:5])
    park.close()
    orders = [choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person) for firm in park.firms[:5]]
    assert len(set(orders)) == 5
    assert WorkOrder.objects.count() == 5
    assert set(OrderLine.objects.values_list("cause", "price_cents")) == {(CAUSE, 30_000)}
    assert set(JointReply.objects.exclude(quote=None).values_list("price_cents", "biz_cents")) == {(30_000, 10_000)}


def test_nobody_is_known_to_the_provider_before_it_chose() -> None:
    park = with_purchase(a_park(5))
    _provider, by, _dirk = a_provider()
    offer_id = an_offer(park, by)
    give_gap(*park.firms)
    park.join(*park.firms)
    park.close()
    assert QuoteRequest.objects.count() == 0
    choose_offer(park.firms[0].id, park.purchase_id, offer_id, actor=park.firms[0].owner.person)
    seen = RequestInvitation.objects.values_list("request__organisation_id", flat=True)
    assert list(seen) == [park.firms[0].id]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_in_whatever_order_a_company_has_at_most_one_order_per_action(seed: int) -> None:
    chance = random.Random(seed)
    park = with_purchase(a_park(6))
    offers = []
    for name in ("dirk", "eva"):
        _row, by, _who = a_provider(name)
        offers.append((by, an_offer(park, by)))
    with_gap = chance.sample(park.firms, 4)
    give_gap(*with_gap)
    for _step in range(40):
        _any_deed(park, offers, chance)
    lines = list(OrderLine.objects.values_list("order__organisation_id", "cause"))
    assert len(lines) == len(set(lines))
    assert {organisation for organisation, _cause in lines} <= {firm.id for firm in with_gap}
    row = park.purchase()
    if row.participants is not None:
        assert row.participants == JointReply.objects.filter(purchase=row, answer="joined").count()
    for price, participants in JointReply.objects.exclude(quote=None).values_list(
        "price_cents", "purchase__participants"
    ):
        assert price == next(step.price_cents for step in reversed(STEPS) if step.from_participants <= participants)


def _any_deed(park: Park, offers: list, chance: random.Random) -> None:  # type: ignore[type-arg]
    firm, (by, offer_id) = chance.choice(park.firms), chance.choice(offers)
    deeds = (
        lambda: answer_purchase(firm.id, park.purchase_id, joins=chance.random() < 0.8, actor=firm.owner.person),
        lambda: choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person),
        lambda: choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person),
        lambda: park.close() if chance.random() < 0.15 else park.count(),
        lambda: withdraw_offer(park.purchase_id, actor=by) if chance.random() < 0.1 else None,
        lambda: close_purchases(timezone.now()),
    )
    try:
        chance.choice(deeds)()
    except (ChoiceRefused, PurchaseNotPossible):
        return


def test_choosing_twice_is_refused() -> None:
    park, offer_id = _chosen_from()
    firm = park.firms[0]
    choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person)
    with pytest.raises(ChoiceRefused) as refused:
        choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person)
    assert refused.value.fault is ChoiceFault.CHOSEN_ALREADY


def test_who_joined_without_the_gap_has_nothing_to_order() -> None:
    park, offer_id = _chosen_from(gaps=0)
    firm = park.firms[0]
    with pytest.raises(ChoiceRefused) as refused:
        choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person)
    assert refused.value.fault is ChoiceFault.NOTHING_TO_DO


def test_who_did_not_join_cannot_choose() -> None:
    park, offer_id = _chosen_from(joined=0)
    with pytest.raises(ChoiceRefused) as refused:
        choose_offer(park.firms[0].id, park.purchase_id, offer_id, actor=park.firms[0].owner.person)
    assert refused.value.fault is ChoiceFault.NOT_JOINED


def test_after_the_closing_day_nobody_joins_and_after_the_last_day_nobody_chooses() -> None:
    park, offer_id = _chosen_from()
    firm = park.firms[1]
    with pytest.raises(PurchaseNotPossible):
        answer_purchase(firm.id, park.purchase_id, joins=False, actor=firm.owner.person)
    JointPurchase.objects.update(choose_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(PurchaseNotPossible):
        choose_offer(firm.id, park.purchase_id, offer_id, actor=firm.owner.person)
    close_purchases()
    assert purchase_for(firm.view(), park.purchase_id)[0].state is PurchaseState.CLOSED


def _chosen_from(joined: int = 2, gaps: int = 2) -> tuple[Park, object]:
    park = with_purchase(a_park(2))
    _row, by, _who = a_provider()
    offer_id = an_offer(park, by)
    give_gap(*park.firms[:gaps])
    park.join(*park.firms[:joined])
    park.close()
    return park, offer_id
