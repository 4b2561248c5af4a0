"""Several people do things to one quote in the same instant, in real transactions: nothing is lost, doubled or taken too late."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import MAIL
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NotPossibleNow, QuoteFault, QuoteRefused
from weerbaar.portal.quotes.models import OrderLine, Quote, QuoteRequest
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.revoke import revoke_for_provider
from weerbaar.portal.quotes.services.submit_quote import submit_quote, withdraw_quote

pytestmark = pytest.mark.django_db(transaction=True)
HELD_S = 0.4


@pytest.fixture
def here() -> Asked:
    return asked(causes=(MAIL,))


def _at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each of them gave, or the error that it met. All start together, each on a connection of its own."""
    begin = threading.Barrier(len(deeds))

    def act(deed: Callable[[], object]) -> object:
        try:
            begin.wait(timeout=10)
            return deed()
        except PortalError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(act, deeds))


@pytest.mark.parametrize("_turn", range(3))
def test_two_people_of_one_firm_leave_one_quote_in_force(here: Asked, _turn: int) -> None:
    _at_once(
        lambda: submit_quote(here.invitation.id, here.form(here.line(price_cents=100)), actor=here.by_dirk),
        lambda: submit_quote(here.invitation.id, here.form(here.line(price_cents=200)), actor=here.by_gijs),
    )
    assert here.quotes() == [(1, "replaced"), (2, "submitted")]
    assert sorted(Quote.objects.values_list("lines__price_cents", flat=True)) == [100, 200]


def test_of_two_people_who_saw_no_quote_one_is_told_of_the_other(here: Asked) -> None:
    told = _at_once(
        lambda: submit_quote(here.invitation.id, here.form(replaces=0), actor=here.by_dirk),
        lambda: submit_quote(here.invitation.id, here.form(replaces=0), actor=here.by_gijs),
    )
    (refused,) = (error for error in told if isinstance(error, QuoteRefused))
    assert refused.fault is QuoteFault.CHANGED_MEANWHILE
    assert here.quotes() == [(1, "submitted")]


def _while_held(here: Asked, meanwhile: Callable[[], object], deed: Callable[[], object]) -> object:
    """The deed is begun while somebody holds the request, and has its turn after `meanwhile` was done and written."""
    holding = threading.Event()

    def hold() -> None:
        with transaction.atomic():
            QuoteRequest.objects.select_for_update().get(id=here.request.id)
            holding.set()
            time.sleep(HELD_S)
            meanwhile()

    def act() -> object:
        assert holding.wait(timeout=10)
        return deed()

    return _at_once(hold, act)[1]


def test_what_was_sent_in_time_counts_however_long_it_waits_for_its_turn(here: Asked) -> None:
    deadline = timezone.now() + timedelta(seconds=HELD_S / 2)
    QuoteRequest.objects.update(deadline=deadline)
    here.request.refresh_from_db()
    form = here.form()
    told = _while_held(here, lambda: None, lambda: submit_quote(here.invitation.id, form, actor=here.by_dirk))
    assert timezone.now() > deadline
    assert Quote.objects.get(id=told).submitted_at <= deadline
    with pytest.raises(QuoteRefused) as refused:
        submit_quote(here.invitation.id, form, actor=here.by_gijs)
    assert refused.value.fault is QuoteFault.DEADLINE_PASSED


def test_a_request_that_closes_or_is_withdrawn_meanwhile_takes_nothing(here: Asked) -> None:
    form = here.form()

    def submit() -> object:
        return submit_quote(here.invitation.id, form, actor=here.by_dirk)

    told = _while_held(here, lambda: QuoteRequest.objects.update(state="closed"), submit)
    assert isinstance(told, NotPossibleNow)
    QuoteRequest.objects.update(state="open")
    told = _while_held(here, lambda: QuoteRequest.objects.update(state="withdrawn"), submit)
    assert isinstance(told, NoSuchInvitation)
    assert here.quotes() == []


def test_a_provider_that_is_suspended_meanwhile_sends_nothing(here: Asked) -> None:
    form = here.form()
    told = _while_held(
        here,
        lambda: Provider.objects.filter(id=here.provider.id).update(state="suspended"),
        lambda: submit_quote(here.invitation.id, form, actor=here.by_dirk),
    )
    assert isinstance(told, NoSuchInvitation)
    assert told.fault is InvitationFault.NOT_LISTED
    assert here.quotes() == []


@pytest.mark.parametrize("_turn", range(3))
def test_after_a_suspension_no_quote_is_in_force_whoever_was_first(here: Asked, _turn: int) -> None:
    def suspend() -> object:
        with transaction.atomic():
            Provider.objects.select_for_update().get(id=here.provider.id)
            Provider.objects.filter(id=here.provider.id).update(state="suspended")
        return revoke_for_provider(here.provider.id)

    _at_once(suspend, lambda: submit_quote(here.invitation.id, here.form(), actor=here.by_dirk))
    assert here.state() == "revoked"
    assert not Quote.objects.filter(state="submitted").exists()


@pytest.mark.parametrize("_turn", range(3))
def test_of_accepting_and_withdrawing_one_wins(here: Asked, _turn: int) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    wanted = {here.requested().id}
    accepted, withdrawn = _at_once(
        lambda: accept_quote(here.here.id, quote, wanted, actor=here.here.anna.person),
        lambda: withdraw_quote(quote, actor=here.by_dirk),
    )
    assert isinstance(accepted, NotPossibleNow) != isinstance(withdrawn, NotPossibleNow)
    state = Quote.objects.get(id=quote).state
    assert (state, OrderLine.objects.count()) in {("accepted", 1), ("withdrawn", 0)}


@pytest.mark.parametrize("_turn", range(3))
def test_a_price_is_never_accepted_after_it_was_replaced(here: Asked, _turn: int) -> None:
    quote = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    wanted = {here.requested().id}
    accepted, newer = _at_once(
        lambda: accept_quote(here.here.id, quote, wanted, actor=here.here.anna.person),
        lambda: submit_quote(here.invitation.id, here.form(here.line(price_cents=1)), actor=here.by_dirk),
    )
    assert isinstance(accepted, NotPossibleNow) != isinstance(newer, NotPossibleNow)
    assert here.quotes() in ([(1, "accepted")], [(1, "replaced"), (2, "submitted")])
