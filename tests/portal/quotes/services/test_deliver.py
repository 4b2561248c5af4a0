"""Delivered is not verified: a run of our own that begins afterwards decides, and it may decide against it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import GOOD, measured, waiting_runs, with_dmarc
from tests.portal.people import somebody
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, a_provider, next_door, ordered
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.states import State
from weerbaar.portal.audit.selectors import events_about
from weerbaar.portal.core.actors import ProviderPerson
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.quotes.line_errors import LineNotPossibleNow, NoSuchOrder
from weerbaar.portal.quotes.models import OrderLine, WorkOrder
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.follow_scan import follow_scan, note_reopened, prove_delivered
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import LineState
from weerbaar.portal.scans.models import ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Ordered:
    return ordered()


def test_starting_is_seen_in_the_plan_and_in_the_companys_log(there: Ordered) -> None:
    start_line(there.line().id, actor=there.by_dirk)
    assert (there.line().state, there.action().state) == (LineState.IN_PROGRESS, State.IN_PROGRESS)
    (event,) = events_about(there.line().id)
    assert (event.word, event.actor_id) == ("provider:order-line:start", there.dirk.user.id)


def test_a_delivery_reports_the_action_and_measures_just_its_domain(there: Ordered) -> None:
    reported = deliver_line(there.line().id, "Regel  gezet.", actor=there.by_dirk)
    (run,) = waiting_runs()
    assert (reported.runs, run.purpose) == ((run.id,), Purpose.PROOF)
    assert (there.line().state, there.action().state) == (LineState.DELIVERED, State.REPORTED)
    assert there.line().steps.get(verb="deliver").text == "Regel gezet."


def test_the_run_after_the_delivery_verifies_and_ends_the_order_with_all_that_was_shared(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    line, order = there.line(), WorkOrder.objects.get()
    assert (line.state, line.proof) == (LineState.VERIFIED, [str(run_id)])
    assert line.solved_at is not None
    assert order.ended_at is not None
    assert order.grant is not None
    assert order.grant.withdrawn_at is not None
    assert order.handover is not None
    assert order.handover.withdrawn_at is not None


def test_the_run_after_the_delivery_that_still_sees_it_sends_it_back_with_the_run_as_evidence(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(None))
    line = there.line()
    assert (line.state, line.proof) == (LineState.SENT_BACK, [])
    assert line.steps.get(verb="send-back").runs == [str(run_id)]
    assert there.action().state == State.IN_PROGRESS
    assert WorkOrder.objects.get().ended_at is None


def test_sent_back_work_is_delivered_again_and_verified_by_yet_a_later_run(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(None))
    (again,) = deliver_line(there.line().id, "Nu echt.", actor=there.by_dirk).runs
    assert again != run_id
    there.ended(again, with_dmarc(GOOD))
    assert there.line().state == LineState.VERIFIED


def test_sent_back_work_that_is_gone_later_needs_no_second_delivery(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(None))
    target = ScanRun.objects.get(id=run_id).owned_by_id
    assert target is not None
    follow_scan(measured(there.here, target, with_dmarc(GOOD)))
    assert there.line().state == LineState.VERIFIED


def test_a_run_that_began_before_the_delivery_proves_nothing_and_is_followed_by_another(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD), at=timezone.now() - timedelta(minutes=1))
    assert there.action().state == State.VERIFIED
    assert there.line().state == LineState.DELIVERED
    assert prove_delivered() == 1
    (run,) = waiting_runs()
    there.ended(run.id, with_dmarc(GOOD))
    assert (there.line().state, there.line().proof) == (LineState.VERIFIED, [str(run.id)])


def test_what_a_visitor_measured_and_the_company_took_over_proves_nothing(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    ScanRun.objects.filter(id=run_id).update(purpose=Purpose.KEPT.value)
    there.ended(run_id, with_dmarc(GOOD))
    assert there.line().state == LineState.DELIVERED
    assert prove_delivered() == 1


def test_a_run_that_could_not_see_it_leaves_it_delivered_and_is_not_repeated_for_ever(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(None, seen=False))
    assert there.line().state == LineState.DELIVERED
    assert prove_delivered() == 0


def test_a_result_of_another_company_changes_nothing_here(there: Ordered) -> None:
    deliver_line(there.line().id, "", actor=there.by_dirk)
    other = ordered(here=next_door(there.here))
    (run_id,) = deliver_line(other.line().id, "", actor=other.by_dirk).runs
    other.ended(run_id, with_dmarc(GOOD))
    assert (other.line().state, there.line().state) == (LineState.VERIFIED, LineState.DELIVERED)


def test_what_may_not_be_measured_now_is_measured_later(there: Ordered, settings: object) -> None:
    settings.SCANS_PER_TARGET_PER_HOUR = 1  # type: ignore[attr-defined]
    reported = deliver_line(there.line().id, "", actor=there.by_dirk)
    assert (reported.measurable, reported.runs, reported.later) == (True, (), 1)
    ScanRun.objects.update(queued_at=timezone.now() - timedelta(hours=2))
    assert prove_delivered() == 1


def test_an_order_lives_until_its_last_line_has_ended() -> None:
    there = ordered(MAIL, BACKUP)
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    order = WorkOrder.objects.get()
    assert (there.line(MAIL).state, there.line(BACKUP).state) == (LineState.VERIFIED, LineState.ORDERED)
    assert order.ended_at is None
    assert order.grant is not None
    assert order.grant.withdrawn_at is None


def test_work_is_delivered_although_the_company_has_taken_the_task_back_meanwhile(there: Ordered) -> None:
    Action.objects.update(state=State.POSTPONED.value, postponed_until=timezone.localdate(), held_by=None)
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    assert (there.line().state, there.action().state) == (LineState.DELIVERED, State.POSTPONED)
    there.ended(run_id, with_dmarc(GOOD))
    assert there.line().state == LineState.VERIFIED


def test_strangers_readers_of_the_provider_and_other_providers_reach_nothing(there: Ordered) -> None:
    from weerbaar.portal.organisations.errors import NotAllowed

    lise, mark = somebody("lise"), somebody("mark")
    Membership.objects.create(organisation_id=there.provider.organisation_id, user=lise.user, role="reader")
    other = a_provider(mark, "Bitwacht")
    with pytest.raises(NotAllowed):
        deliver_line(there.line().id, "", actor=ProviderPerson(lise.user.id, there.provider.organisation_id))
    for actor in (
        ProviderPerson(mark.user.id, other.organisation_id),
        ProviderPerson(mark.user.id, there.provider.organisation_id),
        ProviderPerson(there.dirk.user.id, other.organisation_id),
    ):
        with pytest.raises(NoSuchOrder):
            deliver_line(there.line().id, "", actor=actor)
    assert there.line().state == LineState.ORDERED


def test_what_is_delivered_cannot_be_delivered_or_started_once_more(there: Ordered) -> None:
    deliver_line(there.line().id, "", actor=there.by_dirk)
    for do in (
        lambda: deliver_line(there.line().id, "", actor=there.by_dirk),
        lambda: start_line(there.line().id, actor=there.by_dirk),
    ):
        with pytest.raises(LineNotPossibleNow):
            do()
    assert OrderLine.objects.get().steps.filter(verb="deliver").count() == 1


def test_what_came_back_within_ninety_days_is_noted_once(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    _regress(there)
    assert note_reopened() == 1
    assert note_reopened() == 0
    assert there.line().reopened_at is not None
    assert there.line().state == LineState.VERIFIED


def test_what_came_back_after_ninety_days_is_not_the_providers(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    OrderLine.objects.update(solved_at=timezone.now() - timedelta(days=91))
    _regress(there)
    assert note_reopened() == 0
    assert there.line().reopened_at is None


def test_that_somebody_of_the_company_opens_the_task_again_is_no_measurement(there: Ordered) -> None:
    from weerbaar.portal.action_plans.services.decide_action import decide_action
    from weerbaar.portal.action_plans.states import Verb

    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    decide_action(there.here.id, there.action().id, Verb.REOPEN, actor=there.here.anna.person)
    assert note_reopened() == 0


def _regress(there: Ordered) -> None:
    """Two measurements in a row see that it is gone wrong again."""
    from weerbaar.portal.action_plans.services.watch_run import watch_run

    target = Target.objects.get().id
    for _ in range(2):
        run_id = measured(there.here, target, with_dmarc(None))
        watch_run(run_id)
    assert there.action().state == State.OPEN
