"""A shared plan tells what is done, and not who does it."""

import pytest

from tests.portal.action_plans.company import action, domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery, shared
from weerbaar.portal.action_plans.services.decide_action import take_action
from weerbaar.portal.action_plans.services.hand_over import HandoverOrder, hand_over
from weerbaar.portal.organisations.words import GrantScope

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP4-01", "no")
    order = HandoverOrder((action(place, "ACT-MAILAUTH").id,), "Netkracht IT")
    hand_over(place.id, order, actor=place.anna.person)
    take_action(place.id, action(place, "ACT-MFA").id, place.carla.user.id, actor=place.anna.person)
    return place


@pytest.mark.parametrize("scope", [GrantScope.PLAN, GrantScope.EVERYTHING])
def test_neither_supplier_nor_colleague_is_named(here: Bakery, scope: GrantScope) -> None:
    grant_id, evert = shared(here, scope)
    for client, path in (
        (evert.client(), f"/gedeeld/{grant_id}/"),
        (here.anna.client(), f"/bedrijf/{here.id}/delen/{grant_id}/bekijken/"),
    ):
        html = client.get(path).content.decode()
        assert "Bij de leverancier" in html
        assert "Netkracht" not in html
        assert "Carla" not in html
