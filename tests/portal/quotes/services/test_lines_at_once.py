"""Two who change ordered work in the same instant: one wins, the other hears so, and nothing is done twice or by half.

With SQLite the second waits for the first; run with `scripts/with_postgres.sh` for transactions that are truly at the same time.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.portal.action_plans.company import GOOD, ended, with_dmarc
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, ordered
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Grant
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.quotes.line_errors import LineNotPossibleNow
from weerbaar.portal.quotes.models import OrderLine, OrderStep, WorkOrder
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import agree_to_end, open_dispute, propose_end
from weerbaar.portal.quotes.services.end_abandoned import end_abandoned
from weerbaar.portal.quotes.services.judge_line import judge_line
from weerbaar.portal.quotes.words import LIVE_LINES, LineState

pytestmark = pytest.mark.django_db(transaction=True)


def _together(*deeds: Callable[[], object]) -> list[object]:
    """What each gave back, or the refusal it ran into; any other error fails the test."""
    ready, outcomes = threading.Barrier(len(deeds)), list[object]([None] * len(deeds))

    def run(number: int, deed: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            outcomes[number] = deed()
        except Exception as error:  # raised again below, unless it is a refusal
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, PortalError):
            raise outcome
    return outcomes


def _refused(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, LineNotPossibleNow) for outcome in outcomes)


@pytest.mark.parametrize("_round", range(3))
def test_a_delivery_and_a_cancellation_cannot_both_be(_round: int) -> None:
    there = ordered()
    line = there.line().id
    outcomes = _together(
        lambda: deliver_line(line, "Klaar.", actor=there.by_dirk),
        lambda: cancel_line(line, "Toch niet.", actor=there.here.anna.person),
    )
    assert _refused(outcomes) == 1
    state, order = there.line().state, WorkOrder.objects.get()
    assert state in {LineState.DELIVERED, LineState.CANCELLED}
    assert (order.ended_at is not None) == (state == LineState.CANCELLED)
    assert there.action().state == (State.OPEN if state == LineState.CANCELLED else State.REPORTED)
    assert OrderStep.objects.filter(line_id=line).exclude(verb="order").count() == 1


def test_both_sides_cancel_and_it_is_cancelled_once() -> None:
    there = ordered()
    line = there.line().id
    outcomes = _together(
        lambda: cancel_line(line, "Geen tijd.", actor=there.by_dirk),
        lambda: cancel_line(line, "Toch niet.", actor=there.here.anna.person),
    )
    assert _refused(outcomes) == 1
    assert OrderStep.objects.filter(line_id=line, verb="cancel").count() == 1
    assert there.action().state == State.OPEN


def test_two_of_the_provider_deliver_and_it_is_delivered_once() -> None:
    there = ordered()
    line = there.line().id
    outcomes = _together(*(lambda: deliver_line(line, "Klaar.", actor=there.by_dirk) for _ in range(2)))
    assert _refused(outcomes) == 1
    assert Event.objects.filter(word="provider:order-line:deliver").count() == 1


def test_the_last_two_lines_end_at_once_and_the_order_ends_once() -> None:
    there = ordered(MAIL, BACKUP)
    first, second = there.line(MAIL).id, there.line(BACKUP).id
    outcomes = _together(
        lambda: cancel_line(first, "Toch niet.", actor=there.here.anna.person),
        lambda: cancel_line(second, "Geen tijd.", actor=there.by_dirk),
    )
    assert _refused(outcomes) == 0
    assert WorkOrder.objects.get().ended_at is not None
    assert Grant.objects.get().withdrawn_at is not None
    assert Event.objects.filter(word="worker:work-order:end").count() == 1


def test_two_workers_judge_the_same_run_and_it_is_verified_once() -> None:
    there = ordered()
    line = there.line().id
    (run_id,) = deliver_line(line, "Klaar.", actor=there.by_dirk).runs
    ended(run_id, with_dmarc(GOOD))
    outcomes = _together(*(lambda: judge_line(line) for _ in range(2)))
    assert sorted(map(str, outcomes)) == ["None", "verified"]
    assert there.line().proof == [str(run_id)]
    assert OrderStep.objects.filter(line_id=line, verb="verify").count() == 1


def test_an_agreement_and_a_measurement_end_a_dispute_once() -> None:
    there = ordered()
    line = there.line().id
    deliver_line(line, "Klaar.", actor=there.by_dirk)
    open_dispute(line, "Niet goed.", actor=there.here.anna.person)
    propose_end(line, "We stoppen.", actor=there.by_dirk)
    from tests.portal.action_plans.company import waiting_runs

    ended(waiting_runs()[0].id, with_dmarc(GOOD))
    outcomes = _together(lambda: judge_line(line), lambda: agree_to_end(line, actor=there.here.anna.person))
    assert there.line().state in {LineState.VERIFIED, LineState.SETTLED}
    assert OrderStep.objects.filter(line_id=line, verb__in=["verify", "settle"]).count() == 1
    assert _refused(outcomes) == (there.line().state == LineState.VERIFIED)


def test_a_company_goes_while_work_is_delivered_and_what_was_agreed_stays() -> None:
    there: Ordered = ordered()
    line = there.line().id
    _together(
        lambda: deliver_line(line, "Klaar.", actor=there.by_dirk),
        lambda: delete_organisation(there.here.id, actor=there.here.anna.person),
    )
    end_abandoned()
    row = OrderLine.objects.select_related("order").get()
    assert row.state not in [state.value for state in LIVE_LINES]
    assert (row.price_cents, row.vat_percent) == (42_000, 21)
    assert row.order.terms["total_cents"] == 50_820
    assert row.order.organisation_id is None
