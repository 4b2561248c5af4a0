"""Random interleavings of everything that two sides, the scanner and the calendar can do with an order.

Held after every step: no line is verified without a run of our own that began after its delivery, what was agreed on money is
neither lost nor doubled, one action lies in one live line, and nothing is shared for an order that has ended.
"""

import uuid
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from tests.portal.action_plans.company import GOOD, ended, with_dmarc
from tests.portal.quotes.orders import BACKUP, MAIL, Ordered, order_at, ordered
from weerbaar.portal.action_plans.errors import NotPossibleNow
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.action_plans.services.decide_action import decide_action, postpone_action
from weerbaar.portal.action_plans.services.watch_run import watch_run
from weerbaar.portal.action_plans.states import TO_DO, Verb
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.organisations.services.share import withdraw_grant
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.line_errors import LineNotPossibleNow, LineRefused, NoSuchOrder
from weerbaar.portal.quotes.models import OrderLine, WorkOrder
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.confirm_line import confirm_line
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.dispute_line import agree_to_end, answer_dispute, open_dispute, propose_end
from weerbaar.portal.quotes.services.end_abandoned import end_abandoned
from weerbaar.portal.quotes.services.follow_scan import follow_scan, note_reopened, prove_delivered
from weerbaar.portal.quotes.services.start_line import start_line
from weerbaar.portal.quotes.words import LIVE_LINES, LineState
from weerbaar.portal.scans.models import ScanRun, Target
from weerbaar.portal.scans.purposes import Purpose
from weerbaar.portal.scans.services.measure_target import measure_target
from weerbaar.portal.scans.states import State as RunState

LIVE = [state.value for state in LIVE_LINES]
REFUSED = (LineNotPossibleNow, LineRefused, NoSuchOrder, NotPossibleNow, PortalError)
CAUSES = st.sampled_from([MAIL, BACKUP])
SIDES = st.booleans()


class Orders(RuleBasedStateMachine):
    """One company, one provider, two actions, and now and then a second order for what came back."""

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.there: Ordered = ordered(MAIL, BACKUP)
        self.agreed: dict[uuid.UUID, tuple[int, int, object]] = {}
        self._note_agreed()
        self.company_is_there, self.provider_is_there = True, True

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    def _note_agreed(self) -> None:
        for line in OrderLine.objects.select_related("order"):
            self.agreed.setdefault(line.id, (line.price_cents, line.vat_percent, line.order.terms))

    def _newest(self, cause: str) -> uuid.UUID:
        line = OrderLine.objects.filter(cause=cause).order_by("-order__ordered_at").first()
        assert line is not None
        return line.id

    def _actor(self, of_provider: bool):  # type: ignore[no-untyped-def]
        return self.there.by_dirk if of_provider else self.there.here.anna.person

    @rule(cause=CAUSES)
    def deliver(self, cause: str) -> None:
        with suppress(*REFUSED):
            deliver_line(self._newest(cause), "Klaar.", actor=self.there.by_dirk)

    @rule(
        deed=st.sampled_from(["start", "cancel", "confirm", "dispute", "answer", "propose", "agree"]),
        cause=CAUSES,
        side=SIDES,
    )
    def act(self, deed: str, cause: str, side: bool) -> None:
        line, actor = self._newest(cause), self._actor(side)
        with suppress(*REFUSED):
            match deed:
                case "start":
                    start_line(line, actor=self.there.by_dirk)
                case "cancel":
                    cancel_line(line, "Toch niet.", actor=actor)
                case "confirm":
                    confirm_line(line, "Gezien.", timezone.localdate(), actor=self.there.here.anna.person)
                case "dispute":
                    open_dispute(line, "Niet goed.", actor=actor)
                case "answer":
                    answer_dispute(line, "Wel goed.", actor=actor)
                case "propose":
                    propose_end(line, "We stoppen.", actor=actor)
                case "agree":
                    agree_to_end(line, actor=actor)

    @precondition(lambda self: self.company_is_there)
    @rule(is_good=st.sampled_from([True, True, False, None]))
    def measure(self, is_good: bool | None) -> None:
        """A run that began now ends well, badly or blind."""
        self._measure(is_good, late=False, kept=False)

    @precondition(lambda self: self.company_is_there)
    @rule(kept=st.booleans())
    def measure_in_vain(self, kept: bool) -> None:
        """A run that ends well, but that a visitor made, or that began before all that happened."""
        self._measure(True, late=not kept, kept=kept)

    def _measure(self, is_good: bool | None, *, late: bool, kept: bool) -> None:
        run = ScanRun.objects.filter(state=RunState.QUEUED).first()
        if run is None:
            ScanRun.objects.update(queued_at=timezone.now() - timedelta(hours=2))
            target = Target.objects.get().id
            run_id = measure_target(target, actor=self.there.here.anna.person, purpose=Purpose.ASKED)
        else:
            run_id = run.id
        if kept:
            ScanRun.objects.filter(id=run_id).update(purpose=Purpose.KEPT.value)
        at = timezone.now() - timedelta(hours=1) if late else None
        ended(run_id, with_dmarc(GOOD if is_good else None, seen=is_good is not None), at=at)
        watch_run(run_id)
        follow_scan(run_id)

    @rule()
    def clock(self) -> None:
        prove_delivered()
        note_reopened()
        end_abandoned()

    @precondition(lambda self: self.company_is_there)
    @rule(deed=st.sampled_from([Verb.TAKE_BACK, Verb.REOPEN, Verb.RESUME, Verb.POSTPONE, None]), cause=CAUSES)
    def decide(self, deed: Verb | None, cause: str) -> None:
        """The company moves a task by itself, or ends what it shares."""
        here, action = self.there.here, self.there.action(cause)
        with suppress(*REFUSED):
            if deed is None:
                for grant in Grant.objects.filter(withdrawn_at=None):
                    withdraw_grant(here.id, grant.id, actor=here.anna.person)
            elif deed is Verb.POSTPONE:
                until = timezone.localdate() + timedelta(days=9)
                postpone_action(here.id, action.id, until, actor=here.anna.person)
            else:
                decide_action(here.id, action.id, deed, actor=here.anna.person)

    @precondition(lambda self: self.company_is_there and self.provider_is_there)
    @rule(cause=CAUSES)
    def order_again(self, cause: str) -> None:
        """What is open again is ordered once more; what still lies in a live line cannot be."""
        action = self.there.action(cause)
        if action.state not in TO_DO or OrderLine.objects.filter(action=action, state__in=LIVE).exists():
            return
        order_at(self.there.here, self.there.provider, (cause,))
        self._note_agreed()

    @rule(who=st.sampled_from(["company", "provider", "suspended", *[""] * 9]))
    def leave(self, who: str) -> None:
        """Seldom: one of the two is gone, or the provider is suspended."""
        if who == "provider" and self.provider_is_there:
            Organisation.objects.filter(id=self.there.provider.organisation_id).delete()
            self.provider_is_there = False
        elif who == "company" and self.company_is_there:
            delete_organisation(self.there.here.id, actor=self.there.here.anna.person)
            self.company_is_there = False
        elif who == "suspended":
            Provider.objects.update(state="suspended")

    @invariant()
    def verified_means_measured_by_us_after_the_delivery(self) -> None:
        for line in OrderLine.objects.filter(state=LineState.VERIFIED.value):
            assert line.delivered_at is not None
            assert line.proof
            step = line.steps.get(verb="verify")
            assert step.runs == line.proof
            assert step.actor == "worker"
            for run in ScanRun.objects.filter(
                id__in=line.proof
            ):  # gone with their company, they prove nothing any more
                assert run.purpose != Purpose.KEPT
                assert _began(run) > line.delivered_at

    @invariant()
    def money_is_neither_lost_nor_doubled(self) -> None:
        lines = {
            line.id: (line.price_cents, line.vat_percent, line.order.terms)
            for line in OrderLine.objects.select_related("order")
        }
        assert lines == self.agreed

    @invariant()
    def an_action_lies_in_one_live_line(self) -> None:
        live = list(OrderLine.objects.filter(state__in=LIVE, action__isnull=False).values_list("action_id", flat=True))
        assert len(live) == len(set(live))

    @invariant()
    def an_order_ends_with_its_last_line_and_so_does_what_was_shared(self) -> None:
        for order in WorkOrder.objects.select_related("grant", "handover"):
            has_live = order.lines.filter(state__in=LIVE).exists()
            assert (order.ended_at is None) == has_live
            if order.ended_at is not None:
                assert order.grant is None or order.grant.withdrawn_at is not None
                assert order.handover is None or order.handover.withdrawn_at is not None

    @invariant()
    def every_history_leads_from_state_to_state(self) -> None:
        for line in OrderLine.objects.prefetch_related("steps"):
            at = ""
            for step in line.steps.all():
                assert step.source == at
                at = step.target
            assert line.state == at

    @invariant()
    def what_ended_unsolved_lies_with_no_provider(self) -> None:
        for line in OrderLine.objects.filter(state__in=["cancelled", "settled"], action__isnull=False):
            action = Action.objects.get(id=line.action_id)
            if not OrderLine.objects.filter(action=action, state__in=LIVE).exists():
                assert action.held_by_id is None or action.state not in {"offered", "accepted", "in-progress"}


def _began(run: ScanRun):  # type: ignore[no-untyped-def]
    """When the scanner began, by its own result."""
    import json
    import zlib

    from weerbaar.scanner.scan.result import ScanResult

    return ScanResult.from_json(json.loads(zlib.decompress(bytes(run.result or b"")))).started_at


@pytest.mark.django_db
def test_random_interleavings_keep_what_must_hold(django_db_blocker: DjangoDbBlocker) -> None:
    run_state_machine_as_test(
        Orders,
        settings=settings(
            max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
