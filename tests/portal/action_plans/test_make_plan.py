"""The plan follows the answers."""

import pytest

from tests.portal.people import Bakery, bakery
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.make_plan import answer_and_plan, make_plan
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.questionnaires.load_bank import load_bank

pytestmark = pytest.mark.django_db
ACTION = load_bank("basisscan").question("BP1-01").action.id


@pytest.fixture
def here() -> Bakery:
    return bakery()


def test_answers_alone_make_no_plan(here: Bakery) -> None:
    answer_and_plan(here.id, "BP1-01", "no", actor=here.anna.person)
    assert not Action.objects.exists()


def test_looking_them_over_makes_the_plan(here: Bakery) -> None:
    answer_and_plan(here.id, "BP1-01", "no", actor=here.anna.person)
    answer_and_plan(here.id, "BP1-02", "yes", actor=here.anna.person)
    make_plan(here.id, actor=here.anna.person)
    assert [action.cause for action in Action.objects.all()] == [ACTION]


def test_an_answer_after_that_opens_and_settles_actions(here: Bakery) -> None:
    make_plan(here.id, actor=here.anna.person)
    answer_and_plan(here.id, "BP1-01", "no", actor=here.anna.person)
    assert Action.objects.get().state == "open"
    answer_and_plan(here.id, "BP1-01", "yes", actor=here.anna.person)
    assert Action.objects.get().state != "open"


def test_a_reader_makes_no_plan(here: Bakery) -> None:
    with pytest.raises(NotAllowed):
        make_plan(here.id, actor=here.bram.person)
