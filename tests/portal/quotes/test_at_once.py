"""Two who act in the same instant, each in a transaction of its own: one wins, the other hears why, and nothing is half done.

With SQLite the second waits until the first is done; with PostgreSQL both are in the middle of it at the same time, which
`_meet` brings about. Run with `scripts/with_postgres.sh` for the second.
"""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.errors import NoSuchOrganisation
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.company_errors import AlreadyOrdered, NoSuchQuote, RequestFault, RequestRefused
from weerbaar.portal.quotes.errors import NoSuchInvitation, NoSuchRequest, NotPossibleNow
from weerbaar.portal.quotes.models import OrderLine, Quote, QuoteRequest, RequestedAction, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services import accept_quote as accepting
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.make_request import withdraw_request
from weerbaar.portal.quotes.services.revoke import revoke_for_provider
from weerbaar.portal.quotes.services.submit_quote import submit_quote, withdraw_quote
from weerbaar.portal.quotes.words import QuoteState, RequestState

pytestmark = pytest.mark.django_db(transaction=True)

Outcome = uuid.UUID | PortalError | None


@pytest.fixture
def there() -> Asked:
    return asked()


def _at_once(*deeds: Callable[[], object]) -> list[object]:
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
def _meet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who accept wait for one another after they have looked and before they write, for as long as locks allow it."""
    middle, real = threading.Barrier(2), accepting.terms_of

    def terms(*args: object) -> object:
        try:
            middle.wait(0.4)
        except threading.BrokenBarrierError:
            middle.reset()
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(accepting, "terms_of", terms)


def _quote(there: Asked, *causes: str) -> uuid.UUID:
    return submit_quote(there.invitation.id, there.form(*(there.line(cause) for cause in causes)), actor=there.by_dirk)


def _other(there: Asked, *causes: str) -> uuid.UUID:
    return submit_quote(
        there.other_invitation.id, there.form(*(there.line(cause) for cause in causes)), actor=there.by_eva
    )


def _accepts(there: Asked, quote_id: uuid.UUID, *causes: str, who: str = "anna") -> Callable[[], object]:
    chosen = [there.requested(cause).id for cause in causes]
    person = getattr(there.here, who).person
    return lambda: accept_quote(there.here.id, quote_id, chosen, actor=person)


def _once(outcomes: list[object]) -> object:
    """That exactly one became an order; the refusal of the other."""
    assert sum(isinstance(outcome, uuid.UUID) for outcome in outcomes) == 1
    return next(outcome for outcome in outcomes if not isinstance(outcome, uuid.UUID))


def _agree_with_lines() -> None:
    """Every order has its lines, its sums, its hand-over and its grant, and every action lies in one."""
    for order in WorkOrder.objects.all():
        lines = list(order.lines.all())
        assert lines
        assert order.terms["price_cents"] == sum(line.price_cents for line in lines)
        assert order.handover_id is not None
        assert {line.action.held_by_id for line in lines if line.action} == {order.handover_id}
    assert Grant.objects.filter(withdrawn_at=None).count() == WorkOrder.objects.exclude(provider=None).count()
    actions = list(OrderLine.objects.values_list("action_id", flat=True))
    assert len(actions) == len(set(actions))
    assert Quote.objects.filter(state=QuoteState.ACCEPTED).count() == WorkOrder.objects.count()


@pytest.mark.usefixtures("_meet")
def test_two_colleagues_order_the_same_quote(there: Asked) -> None:
    quote_id = _quote(there, MAIL, BACKUP)
    outcomes = _at_once(_accepts(there, quote_id, MAIL, BACKUP), _accepts(there, quote_id, MAIL, BACKUP, who="carla"))
    assert isinstance(_once(outcomes), NotPossibleNow)
    _agree_with_lines()


@pytest.mark.usefixtures("_meet")
def test_two_colleagues_order_one_task_of_two_quotes(there: Asked) -> None:
    one, other = _quote(there, MAIL), _other(there, MAIL, BACKUP)
    outcomes = _at_once(_accepts(there, one, MAIL), _accepts(there, other, MAIL, who="carla"))
    assert isinstance(_once(outcomes), AlreadyOrdered)
    _agree_with_lines()


@pytest.mark.usefixtures("_meet")
def test_two_colleagues_order_different_tasks(there: Asked) -> None:
    one, other = _quote(there, MAIL), _other(there, MAIL, BACKUP)
    outcomes = _at_once(_accepts(there, one, MAIL), _accepts(there, other, BACKUP, who="carla"))
    assert all(isinstance(outcome, uuid.UUID) for outcome in outcomes)
    assert QuoteRequest.objects.get().state == RequestState.CLOSED
    _agree_with_lines()


@pytest.mark.usefixtures("_meet")
@pytest.mark.parametrize("attempt", range(3))
def test_one_task_of_two_requests_is_ordered_once(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)
    again = QuoteRequest.objects.create(
        organisation_id=there.here.id, language="nl", made_at=there.request.made_at, deadline=there.request.deadline
    )
    action = Action.objects.get(organisation_id=there.here.id, cause=MAIL)
    wanted = RequestedAction.objects.create(request=again, action=action, cause=MAIL, title="Taak")
    invitation = RequestInvitation.objects.create(request=again, provider=there.other)
    form = there.form(there.line(MAIL))
    line = form.lines[0].__class__(wanted.id, "Alles", 30_000)
    other = submit_quote(invitation.id, form.__class__((line,), False, "", form.valid_until), actor=there.by_eva)
    outcomes = _at_once(
        _accepts(there, quote_id, MAIL),
        lambda: accept_quote(there.here.id, other, [wanted.id], actor=there.here.carla.person),
    )
    assert isinstance(_once(outcomes), AlreadyOrdered), attempt
    _agree_with_lines()


@pytest.mark.parametrize("attempt", range(3))
def test_ordering_while_the_quote_is_withdrawn(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)
    ordered, withdrawn = _at_once(
        _accepts(there, quote_id, MAIL), lambda: withdraw_quote(quote_id, actor=there.by_dirk)
    )
    assert isinstance(ordered, NotPossibleNow) != isinstance(withdrawn, NotPossibleNow), attempt
    assert WorkOrder.objects.count() == (0 if isinstance(ordered, NotPossibleNow) else 1)
    _agree_with_lines()


@pytest.mark.parametrize("attempt", range(3))
def test_ordering_while_a_newer_version_comes(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)
    ordered, newer = _at_once(
        _accepts(there, quote_id, MAIL),
        lambda: submit_quote(there.invitation.id, there.form(there.line(MAIL, price_cents=99)), actor=there.by_dirk),
    )
    if isinstance(ordered, uuid.UUID):
        # What was ordered is what was looked at; a newer price cannot slip into it.
        assert OrderLine.objects.get().price_cents == 42_000
    else:
        assert isinstance(ordered, NotPossibleNow), attempt
        assert isinstance(newer, uuid.UUID)
    _agree_with_lines()


@pytest.mark.parametrize("attempt", range(3))
def test_ordering_while_the_request_is_withdrawn(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)
    ordered, _withdrawn = _at_once(
        _accepts(there, quote_id, MAIL),
        lambda: withdraw_request(there.here.id, there.request.id, actor=there.here.carla.person),
    )
    assert isinstance(ordered, uuid.UUID | NotPossibleNow), attempt
    assert QuoteRequest.objects.get().state == RequestState.WITHDRAWN
    _agree_with_lines()


@pytest.mark.parametrize("attempt", range(3))
def test_ordering_while_the_provider_is_suspended(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)

    def suspend() -> None:
        Provider.objects.filter(id=there.provider.id).update(state="suspended")
        revoke_for_provider(there.provider.id)

    ordered, _suspended = _at_once(_accepts(there, quote_id, MAIL), suspend)
    if isinstance(ordered, RequestRefused):
        assert ordered.fault is RequestFault.PROVIDER_GONE, attempt
    else:
        assert isinstance(ordered, uuid.UUID | NotPossibleNow)
    assert Quote.objects.get().state == (
        QuoteState.ACCEPTED if isinstance(ordered, uuid.UUID) else QuoteState.WITHDRAWN
    )
    _agree_with_lines()


@pytest.mark.parametrize("attempt", range(3))
def test_quoting_while_the_company_leaves(there: Asked, attempt: int) -> None:
    quoted, left = _at_once(
        lambda: _quote(there, MAIL), lambda: delete_organisation(there.here.id, actor=there.here.anna.person)
    )
    assert isinstance(quoted, uuid.UUID | NoSuchInvitation), attempt
    assert left is None
    assert not Quote.objects.exists()


@pytest.mark.parametrize("attempt", range(3))
def test_ordering_while_the_company_leaves(there: Asked, attempt: int) -> None:
    quote_id = _quote(there, MAIL)
    ordered, left = _at_once(
        _accepts(there, quote_id, MAIL), lambda: delete_organisation(there.here.id, actor=there.here.anna.person)
    )
    assert isinstance(ordered, uuid.UUID | NoSuchQuote | NoSuchRequest | NoSuchOrganisation), attempt
    assert left is None
    assert not Organisation.objects.filter(id=there.here.id).exists()
    for order in WorkOrder.objects.all():
        assert order.organisation_id is None
        assert order.terms["price_cents"] == sum(line.price_cents for line in order.lines.all()) == 42_000
        assert order.terms["company"]["name"] == "Bakkerij Deegrol"


@pytest.mark.parametrize("attempt", range(3))
def test_suspending_while_the_company_leaves(there: Asked, attempt: int) -> None:
    _quote(there, MAIL)
    ended, left = _at_once(
        lambda: revoke_for_provider(there.provider.id),
        lambda: delete_organisation(there.here.id, actor=there.here.anna.person),
    )
    assert ended in (0, 1), attempt
    assert left is None
    assert not RequestInvitation.objects.exists()
