"""Two who act on one purchase in the same instant, each in a transaction of its own: nothing is doubled and nothing is lost.

With SQLite the second waits until the first is done; with PostgreSQL both are in the middle of it at the same time.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from tests.portal.joint_purchases.park import Park, a_park, a_provider, an_offer, give_gap, with_purchase
from tests.portal.people import somebody
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.joint_purchases.errors import ChoiceRefused
from weerbaar.portal.joint_purchases.models import JointOffer, JointPurchase, JointReply
from weerbaar.portal.joint_purchases.services.answer_purchase import answer_purchase
from weerbaar.portal.joint_purchases.services.ask_companies import take_questions
from weerbaar.portal.joint_purchases.services.choose_offer import choose_offer
from weerbaar.portal.joint_purchases.services.move_purchases import close_purchases
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.quotes.models import OrderLine

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each returned or was refused with; anything that is no refusal fails the test."""
    start, outcomes = threading.Barrier(len(deeds)), list[object]([None] * len(deeds))

    def do(number: int, deed: Callable[[], object]) -> None:
        try:
            start.wait(10)
            outcomes[number] = deed()
        except Exception as error:  # read below
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(number, deed)) for number, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, PortalError):
            raise outcome
    return outcomes


@pytest.fixture
def park() -> Park:
    made = with_purchase(a_park(5))
    for name in ("dirk", "eva"):
        _row, by, _who = a_provider(name)
        an_offer(made, by)
    return made


def test_two_owners_who_choose_at_once_order_once(park: Park) -> None:
    firm, second = park.firms[0], somebody("tweede")
    Membership.objects.create(organisation_id=firm.id, user=second.user, role=Role.OWNER.value)
    give_gap(firm)
    park.join(firm)
    park.close()
    offers = [row.id for row in JointOffer.objects.all()]
    outcomes = at_once(
        lambda: choose_offer(firm.id, park.purchase_id, offers[0], actor=firm.owner.person),
        lambda: choose_offer(firm.id, park.purchase_id, offers[1], actor=second.person),
    )
    assert sum(isinstance(outcome, ChoiceRefused) for outcome in outcomes) == 1
    assert OrderLine.objects.count() == 1
    assert JointReply.objects.exclude(quote=None).count() == 1


def test_who_joins_while_it_closes_is_counted_or_refused_and_never_half(park: Park) -> None:
    JointPurchase.objects.update(closes_at=timezone.now())
    just_before = JointPurchase.objects.get().closes_at - timedelta(seconds=1)
    joining = [
        partial(answer_purchase, firm.id, park.purchase_id, joins=True, actor=firm.owner.person, now=just_before)
        for firm in park.firms[:3]
    ]
    at_once(close_purchases, *joining)
    row = park.purchase()
    assert row.state == "choosing"
    assert row.participants == JointReply.objects.filter(answer="joined").count()


def test_two_schedulers_ask_and_close_once(park: Park) -> None:
    give_gap(*park.firms[:2])
    asked = at_once(take_questions, take_questions)
    assert sum(len(one) for one in asked) == 2  # type: ignore[arg-type]
    JointPurchase.objects.update(closes_at=timezone.now())
    assert sorted(at_once(close_purchases, close_purchases)) == [0, 1]  # type: ignore[type-var]


def test_a_company_that_is_erased_while_it_chooses_leaves_all_or_nothing(park: Park) -> None:
    firm = park.firms[0]
    give_gap(firm)
    park.join(firm)
    park.close()
    offer_id = JointOffer.objects.earliest("submitted_at").id
    at_once(
        partial(choose_offer, firm.id, park.purchase_id, offer_id, actor=firm.owner.person),
        partial(delete_organisation, firm.id, actor=firm.owner.person),
    )
    assert not JointReply.objects.filter(organisation_id=firm.id).exists()
    assert OrderLine.objects.filter(order__organisation_id=firm.id).count() == 0
    assert OrderLine.objects.count() <= 1
