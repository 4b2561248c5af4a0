"""How ordered work ends otherwise: cancelled, confirmed with evidence, disputed and settled, or left by one of the two."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.action_plans.company import GOOD, waiting_runs, with_dmarc
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, ordered
from weerbaar.portal.action_plans.services.answer_handover import Supplier
from weerbaar.portal.action_plans.states import State, Verb
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import LinkHolder, Person
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.organisations.services.share import withdraw_grant
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.line_errors import LineFault, LineNotPossibleNow, LineRefused, NoSuchOrder
from weerbaar.portal.quotes.models import Dispute, OrderLine, WorkOrder
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.confirm_line import confirm_line
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import agree_to_end, answer_dispute, open_dispute, propose_end
from weerbaar.portal.quotes.services.end_abandoned import COMPANY_GONE, PROVIDER_GONE, end_abandoned
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.services.supplier_work import refuse_work, report_work, take_on_work
from weerbaar.portal.quotes.words import LineState

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def there() -> Ordered:
    return ordered()


@pytest.fixture
def both() -> Ordered:
    return ordered(MAIL, BACKUP)


def _by_anna(there: Ordered) -> Person:
    return there.here.anna.person


def _money() -> list[tuple[int, int, object]]:
    """What somebody owes or was promised."""
    rows = OrderLine.objects.order_by("cause").select_related("order")
    return [(row.price_cents, row.vat_percent, row.order.terms) for row in rows]


@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize("by_provider", [False, True])
def test_either_side_cancels_before_the_delivery_and_the_task_is_open_again(
    there: Ordered, started: bool, by_provider: bool
) -> None:
    before = _money()
    if started:
        start_line(there.line().id, actor=there.by_dirk)
    cancel_line(there.line().id, "Toch  niet.", actor=there.by_dirk if by_provider else _by_anna(there))
    assert (there.line().state, there.action().state) == (LineState.CANCELLED, State.OPEN)
    assert there.action().held_by_id is None
    assert there.line().steps.get(verb="cancel").text == "Toch niet."
    assert WorkOrder.objects.get().ended_at is not None
    assert Grant.objects.get().withdrawn_at is not None
    assert _money() == before


def test_cancelling_takes_a_reason_and_somebody_who_may_work(there: Ordered) -> None:
    with pytest.raises(LineRefused) as silent:
        cancel_line(there.line().id, " ", actor=_by_anna(there))
    with pytest.raises(NotAllowed):
        cancel_line(there.line().id, "Toch niet.", actor=there.here.bram.person)
    with pytest.raises(NoSuchOrder):
        cancel_line(there.line().id, "Toch niet.", actor=there.here.otto.person)
    assert silent.value.fault is LineFault.NO_REASON
    assert there.line().state == LineState.ORDERED


def test_what_was_delivered_cannot_be_cancelled(there: Ordered) -> None:
    deliver_line(there.line().id, "", actor=there.by_dirk)
    for actor in (there.by_dirk, _by_anna(there)):
        with pytest.raises(LineNotPossibleNow):
            cancel_line(there.line().id, "Toch niet.", actor=actor)


def test_a_task_that_the_company_does_itself_meanwhile_stays_with_it(there: Ordered) -> None:
    from weerbaar.portal.action_plans.services.decide_action import take_action

    take_action(there.here.id, there.action().id, there.here.anna.user.id, actor=_by_anna(there))
    cancel_line(there.line().id, "We doen het zelf.", actor=_by_anna(there))
    assert there.action().state == State.SELF


def test_one_cancelled_line_leaves_the_other_and_all_that_is_shared(both: Ordered) -> None:
    cancel_line(both.line(BACKUP).id, "Toch niet.", actor=_by_anna(both))
    assert both.line(MAIL).state == LineState.ORDERED
    assert Grant.objects.get().withdrawn_at is None
    assert WorkOrder.objects.get().ended_at is None


def test_where_no_run_can_see_it_the_company_confirms_with_evidence(both: Ordered) -> None:
    assert deliver_line(both.line(BACKUP).id, "Kopie staat.", actor=both.by_dirk).measurable is False
    confirm_line(both.line(BACKUP).id, "Teruggezet op 3 maart.", TODAY(), actor=_by_anna(both))
    line = both.line(BACKUP)
    assert (line.state, line.evidence, line.proof) == (LineState.CONFIRMED, "Teruggezet op 3 maart.", [])
    assert both.action(BACKUP).state == State.CONFIRMED


def test_what_a_run_can_see_is_not_confirmed_on_somebodys_word(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    with pytest.raises(LineRefused) as refused:
        confirm_line(there.line().id, "Echt waar.", TODAY(), actor=_by_anna(there))
    assert refused.value.fault is LineFault.CAN_BE_MEASURED
    there.ended(run_id, with_dmarc(None, seen=False))
    confirm_line(there.line().id, "De leverancier liet het zien.", TODAY(), actor=_by_anna(there))
    assert there.line().state == LineState.CONFIRMED


def test_confirming_takes_a_delivery_evidence_and_a_day_that_has_come(both: Ordered) -> None:
    line_id = both.line(BACKUP).id
    with pytest.raises(LineNotPossibleNow):
        confirm_line(line_id, "Gezien.", TODAY(), actor=_by_anna(both))
    deliver_line(line_id, "", actor=both.by_dirk)
    for evidence, on, fault in (
        ("", TODAY(), LineFault.NO_EVIDENCE),
        ("Gezien.", TODAY() + timedelta(days=1), LineFault.FUTURE_DATE),
    ):
        with pytest.raises(LineRefused) as refused:
            confirm_line(line_id, evidence, on, actor=_by_anna(both))
        assert refused.value.fault is fault
    with pytest.raises(NotAllowed):
        confirm_line(line_id, "Gezien.", TODAY(), actor=both.here.bram.person)
    assert both.line(BACKUP).state == LineState.DELIVERED


def test_a_dispute_is_answered_and_ended_by_both_together(both: Ordered) -> None:
    line_id, before = both.line(BACKUP).id, _money()
    deliver_line(line_id, "", actor=both.by_dirk)
    open_dispute(line_id, "Er staat geen kopie.", actor=_by_anna(both))
    with pytest.raises(LineRefused):
        answer_dispute(line_id, "Ik ben het zelf.", actor=_by_anna(both))
    answer_dispute(line_id, "Die staat op de tweede schijf.", actor=both.by_dirk)
    with pytest.raises(LineRefused):
        answer_dispute(line_id, "Nog eens.", actor=both.by_dirk)
    propose_end(line_id, "Half geld.", actor=both.by_dirk)
    with pytest.raises(LineRefused) as own:
        agree_to_end(line_id, actor=both.by_dirk)
    assert own.value.fault is LineFault.NOTHING_PROPOSED
    agree_to_end(line_id, actor=_by_anna(both))
    dispute = Dispute.objects.get()
    assert (dispute.outcome, dispute.answer, dispute.proposal) == (
        "agreed",
        "Die staat op de tweede schijf.",
        "Half geld.",
    )
    assert (both.line(BACKUP).state, both.action(BACKUP).state) == (LineState.SETTLED, State.OPEN)
    assert _money() == before


def test_the_provider_agrees_too_and_then_the_task_is_open_again(both: Ordered) -> None:
    line_id = both.line(BACKUP).id
    deliver_line(line_id, "", actor=both.by_dirk)
    open_dispute(line_id, "De klant kan niet.", actor=both.by_dirk)
    propose_end(line_id, "We stoppen.", actor=_by_anna(both))
    agree_to_end(line_id, actor=both.by_dirk)
    assert (both.line(BACKUP).state, both.action(BACKUP).state) == (LineState.SETTLED, State.OPEN)


@pytest.mark.parametrize(
    ("record", "state", "outcome"), [(GOOD, LineState.VERIFIED, "verified"), (None, LineState.SENT_BACK, "seen")]
)
def test_a_run_that_began_after_the_dispute_decides_it(
    there: Ordered, record: str | None, state: LineState, outcome: str
) -> None:
    (early,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    open_dispute(there.line().id, "Ik zie niets.", actor=_by_anna(there))
    there.ended(early, with_dmarc(GOOD), at=there.line().delivered_at)
    assert there.line().state == LineState.DISPUTED
    from weerbaar.portal.quotes.services.follow_scan import prove_delivered

    assert prove_delivered() == 1
    (late,) = waiting_runs()
    there.ended(late.id, with_dmarc(record))
    assert (there.line().state, Dispute.objects.get().outcome) == (state, outcome)
    assert there.line().proof == ([str(late.id)] if record else [])


def test_in_a_dispute_before_any_delivery_no_run_verifies(there: Ordered) -> None:
    start_line(there.line().id, actor=there.by_dirk)
    open_dispute(there.line().id, "Hij komt niet.", actor=_by_anna(there))
    from tests.portal.action_plans.company import measured
    from weerbaar.portal.quotes.services.follow_scan import follow_scan
    from weerbaar.portal.scans.models import Target

    follow_scan(measured(there.here, Target.objects.get().id, with_dmarc(GOOD)))
    assert there.line().state == LineState.DISPUTED


def test_without_a_dispute_there_is_nothing_to_answer_and_without_words_nothing_to_dispute(there: Ordered) -> None:
    for do in (answer_dispute, propose_end):
        with pytest.raises(LineNotPossibleNow):
            do(there.line().id, "Tekst.", actor=_by_anna(there))
    with pytest.raises(LineNotPossibleNow):
        agree_to_end(there.line().id, actor=_by_anna(there))
    start_line(there.line().id, actor=there.by_dirk)
    with pytest.raises(LineRefused):
        open_dispute(there.line().id, " ", actor=_by_anna(there))
    assert there.line().state == LineState.IN_PROGRESS


def test_a_suspended_provider_finishes_what_was_ordered(there: Ordered) -> None:
    Provider.objects.update(state=ProviderState.SUSPENDED.value)
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    assert there.line().state == LineState.VERIFIED


def test_a_withdrawn_grant_ends_the_look_but_not_the_work(there: Ordered) -> None:
    withdraw_grant(there.here.id, Grant.objects.get().id, actor=_by_anna(there))
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    there.ended(run_id, with_dmarc(GOOD))
    assert there.line().state == LineState.VERIFIED


def test_a_provider_that_is_gone_leaves_undelivered_work_cancelled_and_the_task_open(both: Ordered) -> None:
    before = _money()
    deliver_line(both.line(MAIL).id, "", actor=both.by_dirk)
    Organisation.objects.filter(id=both.provider.organisation_id).delete()
    assert end_abandoned() == 1
    assert end_abandoned() == 0
    assert (both.line(BACKUP).state, both.action(BACKUP).state) == (LineState.CANCELLED, State.OPEN)
    assert both.line(BACKUP).steps.get(verb="cancel").text == PROVIDER_GONE
    assert both.line(MAIL).state == LineState.DELIVERED
    (run,) = waiting_runs()
    both.ended(run.id, with_dmarc(GOOD))
    assert both.line(MAIL).state == LineState.VERIFIED
    assert WorkOrder.objects.get().ended_at is not None
    assert _money() == before


def test_a_provider_that_is_gone_and_whose_work_was_not_good_leaves_it_settled(there: Ordered) -> None:
    (run_id,) = deliver_line(there.line().id, "", actor=there.by_dirk).runs
    Organisation.objects.filter(id=there.provider.organisation_id).delete()
    there.ended(run_id, with_dmarc(None))
    assert there.line().state == LineState.SENT_BACK
    assert end_abandoned() == 1
    assert (there.line().state, there.action().state) == (LineState.SETTLED, State.OPEN)


def test_a_company_that_is_gone_leaves_the_money_facts_and_no_open_work(both: Ordered) -> None:
    before = _money()
    deliver_line(both.line(MAIL).id, "", actor=both.by_dirk)
    delete_organisation(both.here.id, actor=_by_anna(both))
    assert end_abandoned() == 2
    states = {row.cause: row.state for row in OrderLine.objects.all()}
    assert states == {MAIL: LineState.SETTLED, BACKUP: LineState.CANCELLED}
    assert {step.text for row in OrderLine.objects.all() for step in row.steps.filter(actor="scheduler")} == {
        COMPANY_GONE
    }
    assert WorkOrder.objects.get().ended_at is not None
    assert _money() == before


def test_nobody_delivers_to_a_company_that_is_gone_twice(there: Ordered) -> None:
    delete_organisation(there.here.id, actor=_by_anna(there))
    end_abandoned()
    with pytest.raises(LineNotPossibleNow):
        deliver_line(there.line().id, "", actor=there.by_dirk)


def test_a_supplier_by_link_moves_the_order_along_with_the_task() -> None:
    there = ordered(by_link=True)
    supplier = Supplier(LinkHolder(there.token), True)
    take_on_work(supplier, there.action().id, Verb.ACCEPT)
    assert there.line().state == LineState.ORDERED
    take_on_work(supplier, there.action().id, Verb.START)
    assert there.line().state == LineState.IN_PROGRESS
    report_work(supplier, there.action().id, "Klaar.")
    assert (there.line().state, there.action().state) == (LineState.DELIVERED, State.REPORTED)
    from weerbaar.portal.action_plans.services.report_action import start_proof

    (run_id,) = start_proof(there.action().id).runs
    there.ended(run_id, with_dmarc(GOOD))
    assert there.line().state == LineState.VERIFIED
    assert Event.objects.filter(word="link-holder:order-line:deliver").count() == 1


def test_a_supplier_by_link_that_refuses_cancels_the_order() -> None:
    there = ordered(by_link=True)
    refuse_work(Supplier(LinkHolder(there.token), True), there.action().id, "Geen tijd.")
    assert (there.line().state, there.action().state) == (LineState.CANCELLED, State.OPEN)
    assert WorkOrder.objects.get().ended_at is not None


def test_a_supplier_by_link_is_not_taken_for_a_provider_that_is_gone() -> None:
    there = ordered(by_link=True)
    assert end_abandoned() == 0
    assert there.line().state == LineState.ORDERED


def test_with_a_supplier_by_link_the_company_writes_down_what_both_agreed() -> None:
    there = ordered(by_link=True)
    take_on_work(Supplier(LinkHolder(there.token), True), there.action().id, Verb.START)
    open_dispute(there.line().id, "Hij komt niet.", actor=_by_anna(there))
    propose_end(there.line().id, "We stoppen samen.", actor=_by_anna(there))
    assert (there.line().state, there.action().state) == (LineState.SETTLED, State.OPEN)
