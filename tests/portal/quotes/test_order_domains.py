"""A provider sees the domains that the ordered work is about, and no others of the company."""

import pytest

from tests.portal.action_plans.company import domain_of
from tests.portal.quotes.orders import ordered
from weerbaar.portal.quotes.order_selectors import order_of_provider
from weerbaar.scanner.vocabulary.language import Language

pytestmark = pytest.mark.django_db


def test_other_domains_of_the_company_stay_its_own() -> None:
    world = ordered()
    domain_of(world.here, "geheim-project.example")
    found = order_of_provider(world.by_dirk, world.order.id, Language.NL, can_work=True)
    assert found.parties.domains == ("bakkerij-deegrol.example",)
