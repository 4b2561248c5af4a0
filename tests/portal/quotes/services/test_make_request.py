"""A company asks for help: just the chosen actions, and nothing that tells who asks."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import domain_of, measured, say, with_dmarc
from tests.portal.people import Bakery, bakery, somebody
from tests.portal.quotes.orders import BACKUP, MAIL, a_provider, next_door, order_at
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.organisations.words import Role
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_errors import RequestRefused
from weerbaar.portal.quotes.errors import NoSuchRequest, NotPossibleNow
from weerbaar.portal.quotes.models import QuoteRequest
from weerbaar.portal.quotes.services.make_request import RequestOrder, make_request, withdraw_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Bakery:
    place = bakery()
    measured(place, domain_of(place), with_dmarc(None))
    say(place, "BP5-01", "no")
    return place


def order(here: Bakery, *providers: Provider, causes: tuple[str, ...] = (MAIL,), **fields: object) -> RequestOrder:
    actions = Action.objects.filter(organisation_id=here.id, cause__in=causes)
    filled: dict[str, object] = {
        "action_ids": tuple(actions.values_list("id", flat=True)),
        "provider_ids": tuple(provider.id for provider in providers),
        "message": "Graag voor de zomer.",
        "deadline": timezone.localdate() + timedelta(days=10),
        **fields,
    }
    return RequestOrder(**filled)  # type: ignore[arg-type]


def refused(here: Bakery, wanted: RequestOrder) -> RequestRefused:
    with pytest.raises(RequestRefused) as caught:
        make_request(here.id, wanted, actor=here.anna.person)
    assert not QuoteRequest.objects.filter(message=wanted.message).exists()
    return caught.value


def test_who_is_invited_reads_the_actions_without_who_asks(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    request_id = make_request(here.id, order(here, provider, causes=(MAIL, BACKUP)), actor=here.anna.person)
    row = QuoteRequest.objects.get(id=request_id)
    told = json.dumps([row.message, *row.actions.values("title", "detail")], default=str).casefold()
    assert len(row.actions.all()) == 2
    assert all(asked.detail["lines"] for asked in row.actions.all())
    for word in ("deegrol", "bakkerij-", "anna", "192.0.2."):
        assert word not in told


@pytest.mark.parametrize("message", ["Bel Deegrol even", "Vraag naar Anna Deegrol", "mail anna@mail.example"])
def test_a_message_that_tells_who_asks_is_refused_with_the_words(here: Bakery, message: str) -> None:
    error = refused(here, order(here, a_provider(somebody("dirk")), message=message))
    assert error.fault is Fault.TELLS_WHO
    assert error.words and all(word in message for word in error.words)


def test_nobody_many_and_unlisted_providers_are_refused(here: Bakery) -> None:
    assert refused(here, order(here)).fault is Fault.NOBODY_ASKED
    six = [a_provider(somebody(f"dirk{number}"), f"Firma {number}") for number in range(6)]
    assert refused(here, order(here, *six)).fault is Fault.TOO_MANY_ASKED
    Provider.objects.filter(id=six[0].id).update(state=ProviderState.SUSPENDED.value)
    error = refused(here, order(here, six[0], six[1]))
    assert (error.fault, error.ids) == (Fault.NOT_LISTED, (six[0].id,))


def test_a_provider_with_the_same_people_is_refused(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    Membership.objects.create(organisation_id=provider.organisation_id, user=here.anna.user, role=Role.MEMBER.value)
    error = refused(here, order(here, provider))
    assert (error.fault, error.ids) == (Fault.CONFLICT, (provider.id,))


def test_only_actions_that_wait_and_are_not_ordered_can_be_asked_for(here: Bakery) -> None:
    provider = a_provider(somebody("dirk"))
    assert refused(here, order(here, provider, action_ids=())).fault is Fault.NO_ACTIONS
    order_at(here, provider, (MAIL,))
    assert refused(here, order(here, provider, message="Nog een keer")).fault is Fault.ALREADY_ORDERED


def test_actions_of_another_company_are_none_of_ours(here: Bakery) -> None:
    other = next_door(here)
    measured(other, domain_of(other, "garage.example"), with_dmarc(None))
    theirs = Action.objects.get(organisation_id=other.id, cause=MAIL)
    wanted = order(here, a_provider(somebody("dirk")), action_ids=(theirs.id,))
    assert refused(here, wanted).fault is Fault.NOT_TO_DO


@pytest.mark.parametrize("days", [-1, 0, 62])
def test_a_deadline_that_cannot_be_is_refused(here: Bakery, days: int) -> None:
    day: date = timezone.localdate() + timedelta(days=days)
    assert refused(here, order(here, a_provider(somebody("dirk")), deadline=day)).fault is Fault.BAD_DEADLINE


def test_readers_and_strangers_ask_for_nothing(here: Bakery) -> None:
    wanted = order(here, a_provider(somebody("dirk")))
    with pytest.raises(NotAllowed):
        make_request(here.id, wanted, actor=here.bram.person)
    with pytest.raises(NoSuchOrganisation):
        make_request(here.id, wanted, actor=here.otto.person)


def test_a_request_is_taken_back_once(here: Bakery) -> None:
    request_id = make_request(here.id, order(here, a_provider(somebody("dirk"))), actor=here.anna.person)
    with pytest.raises(NoSuchRequest):
        withdraw_request(here.otto_id, request_id, actor=here.otto.person)
    withdraw_request(here.id, request_id, actor=here.anna.person)
    with pytest.raises(NotPossibleNow):
        withdraw_request(here.id, request_id, actor=here.anna.person)
