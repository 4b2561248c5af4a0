"""Random interleavings of all that a company, those it asks, vetters and the calendar can do before work is delivered.

Held after every step: one action lies in one live line, what was agreed on money is neither lost nor doubled nor changed, every
accepted quote has one order and every order came of one, no state was reached that no table leads to, and nobody knows who asks
whom nobody told.
"""

import uuid
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, MAIL
from weerbaar.portal.action_plans.models import Action
from weerbaar.portal.audit.models import Event
from weerbaar.portal.core.actors import LinkHolder, ProviderPerson
from weerbaar.portal.core.errors import PortalError
from weerbaar.portal.organisations.models import Grant, Organisation
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.organisations.services.share import withdraw_grant
from weerbaar.portal.organisations.words import GrantScope
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.models import OrderLine, Quote, QuoteRequest, RequestInvitation, WorkOrder
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.answer_invited import allow_contact, refuse_quote
from weerbaar.portal.quotes.services.answer_request import decline
from weerbaar.portal.quotes.services.cancel_line import cancel_line
from weerbaar.portal.quotes.services.end_abandoned import end_abandoned
from weerbaar.portal.quotes.services.end_requests import end_requests
from weerbaar.portal.quotes.services.make_request import RequestOrder, make_request, withdraw_request
from weerbaar.portal.quotes.services.revoke import revoke_for_provider
from weerbaar.portal.quotes.services.submit_quote import Line, QuoteForm, submit_quote, withdraw_quote
from weerbaar.portal.quotes.states import INVITATION_TABLE, QUOTE_TABLE, REQUEST_TABLE
from weerbaar.portal.quotes.terms import vat_cents
from weerbaar.portal.quotes.words import LIVE_LINES, InvitationState, QuoteState, RequestState

LIVE = [state.value for state in LIVE_LINES]
WHO = st.integers(0, 2)
PICK = st.integers(0, 9)


def _reachable(table: object) -> set[tuple[str, str]]:
    """What leads to what, by one row of a table."""
    return {(source.value, row.target.value) for row in table for source in row.sources}  # type: ignore[attr-defined]


STEPS = {
    QuoteRequest: _reachable(REQUEST_TABLE),
    RequestInvitation: _reachable(INVITATION_TABLE),
    Quote: _reachable(QUOTE_TABLE),
}
FIRST = {QuoteRequest: RequestState.OPEN, RequestInvitation: InvitationState.INVITED, Quote: QuoteState.SUBMITTED}


class Requests(RuleBasedStateMachine):
    """One company with two tasks, two providers, and its own supplier with a link."""

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.there: Asked = asked()
        self.now: datetime = timezone.now()
        self.states: dict[uuid.UUID, str] = {}
        self.agreed: dict[uuid.UUID, tuple[object, ...]] = {}
        self.orders = 0
        self.told: set[uuid.UUID] = set()
        self.company_is_there = True
        for who in (0, 1):
            self._quote(who, 0, both=True, whole=False, cents=10_005 * (who + 1))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    def _parties(self, who: int) -> tuple[ProviderPerson | LinkHolder, dict[str, object]]:
        there = self.there
        actors = (there.by_dirk, there.by_eva, there.by_link)
        found = ({"provider": there.provider.id}, {"provider": there.other.id}, {"provider": None})
        return actors[who], found[who]

    def _one(self, rows: object, pick: int):  # type: ignore[no-untyped-def]
        found = list(rows.order_by("id"))  # type: ignore[attr-defined]
        return found[pick % len(found)] if found else None

    def _write_down(self) -> None:
        """What was agreed, the first time that it is seen."""
        for line in OrderLine.objects.select_related("order"):
            row = (line.order_id, line.cause, line.price_cents, line.vat_percent, line.due_on, line.order.terms)
            self.agreed.setdefault(line.id, row)

    @precondition(lambda self: self.company_is_there)
    @rule(both=st.booleans(), which=st.sampled_from([MAIL, BACKUP]), days=st.integers(1, 60))
    def ask(self, both: bool, which: str, days: int) -> None:
        there = self.there
        causes = (MAIL, BACKUP) if both else (which,)
        actions = Action.objects.filter(organisation_id=there.here.id, cause__in=causes).values_list("id", flat=True)
        day = timezone.localdate(self.now) + timedelta(days=days)
        order = RequestOrder(tuple(actions), (there.provider.id, there.other.id), "", day)
        with suppress(PortalError):
            make_request(there.here.id, order, actor=there.here.anna.person, now=self.now)

    @rule(
        who=WHO,
        pick=PICK,
        both=st.booleans(),
        whole=st.sampled_from([False, False, True]),
        cents=st.integers(0, 25_000_000),
    )
    def quote(self, who: int, pick: int, both: bool, whole: bool, cents: int) -> None:
        self._quote(who, pick, both=both, whole=whole, cents=cents)

    def _quote(self, who: int, pick: int, *, both: bool, whole: bool, cents: int) -> None:
        actor, found = self._parties(who)
        row = self._one(RequestInvitation.objects.filter(**found), pick)
        if row is None:
            return
        asked_for = list(row.request.actions.order_by("cause"))[: 2 if both else 1]
        rates = (21, 9, 0)
        lines = tuple(
            Line(one.id, "Alles erbij", (cents + number) % 25_000_000, 100 * number, rates[(cents + number) % 3], 8)
            for number, one in enumerate(asked_for)
        )
        until = timezone.localdate(row.request.deadline) + timedelta(days=cents % 40)
        with suppress(PortalError):
            submit_quote(row.id, QuoteForm(lines, whole, "", until), actor=actor, now=self.now)

    @rule(who=WHO, pick=PICK, deed=st.sampled_from(["withdraw", "decline"]))
    def step_back(self, who: int, pick: int, deed: str) -> None:
        actor, found = self._parties(who)
        row = self._one(RequestInvitation.objects.filter(**found), pick)
        with suppress(PortalError):
            if deed == "decline" and row is not None:
                decline(row.id, "Geen tijd.", actor=actor, now=self.now)
            elif row is not None and (newest := row.quotes.order_by("-version").first()):
                withdraw_quote(newest.id, actor=actor, now=self.now)

    @precondition(lambda self: self.company_is_there)
    @rule(pick=PICK, both=st.booleans(), colleague=st.booleans())
    def order(self, pick: int, both: bool, colleague: bool) -> None:
        """Everything of a quote, or the first task."""
        self._accept(pick, both=both, colleague=colleague)

    @precondition(lambda self: self.company_is_there)
    @rule(pick=PICK)
    def order_in_part(self, pick: int) -> None:
        self._accept(pick, both=False, colleague=True)

    def _accept(self, pick: int, *, both: bool, colleague: bool) -> None:
        here = self.there.here
        quote = self._one(Quote.objects.filter(state=QuoteState.SUBMITTED), pick) or self._one(Quote.objects, pick)
        if quote is None:
            return
        lines = list(quote.lines.order_by("requested__cause").values_list("requested_id", flat=True))
        chosen = lines if both else lines[:1]
        who = here.carla if colleague else here.anna
        before = WorkOrder.objects.count()
        try:
            accept_quote(here.id, quote.id, chosen, actor=who.person, now=self.now)
        except PortalError:
            assert WorkOrder.objects.count() == before
        else:
            self.orders += 1
            self.told.add(quote.invitation_id)
            quote.refresh_from_db()
            assert quote.state == QuoteState.ACCEPTED
            offered = {(one.price_cents, one.vat_percent) for one in quote.lines.filter(requested_id__in=chosen)}
            made = quote.work_orders.get()
            assert {(line.price_cents, line.vat_percent) for line in made.lines.all()} == offered
        self._write_down()

    @precondition(lambda self: self.company_is_there)
    @rule(pick=PICK, deed=st.sampled_from(["refuse", "contact", "withdraw", "cancel", "cancel", "grant"]))
    def decide(self, pick: int, deed: str) -> None:
        here, now = self.there.here, self.now
        with suppress(PortalError):
            if deed == "refuse" and (quote := self._one(Quote.objects, pick)):
                refuse_quote(here.id, quote.id, "Te duur.", actor=here.anna.person)
            elif deed == "contact" and (row := self._one(RequestInvitation.objects, pick)):
                allow_contact(here.id, row.id, actor=here.anna.person, now=now)
                self.told.add(row.id)
            elif deed == "withdraw" and (request := self._one(QuoteRequest.objects, pick)):
                withdraw_request(here.id, request.id, actor=here.anna.person, now=now)
            elif deed == "cancel" and (line := self._one(OrderLine.objects.filter(state__in=LIVE), pick)):
                cancel_line(line.id, "Toch niet.", actor=here.anna.person)
            elif deed == "grant" and (grant := self._one(Grant.objects.filter(withdrawn_at=None), pick)):
                withdraw_grant(here.id, grant.id, actor=here.anna.person)

    @rule(which=st.booleans(), state=st.sampled_from([ProviderState.SUSPENDED, ProviderState.LISTED]))
    def vet(self, which: bool, state: ProviderState) -> None:
        provider = self.there.provider if which else self.there.other
        Provider.objects.filter(id=provider.id).update(state=state.value)
        if state is ProviderState.SUSPENDED:
            revoke_for_provider(provider.id)

    @rule(days=st.sampled_from([0, 0, 1, 1, 2, 3, 8, 35]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        end_requests(self.now)
        end_abandoned(self.now)

    @rule(chance=st.integers(0, 24))
    def leave(self, chance: int) -> None:
        """Seldom: one of the two is gone for good."""
        if chance == 13:
            Organisation.objects.filter(id=self.there.other.organisation_id).delete()
        elif chance == 17 and self.company_is_there:
            delete_organisation(self.there.here.id, actor=self.there.here.anna.person)
            self.company_is_there = False

    @invariant()
    def an_action_lies_in_one_live_line(self) -> None:
        live = list(OrderLine.objects.filter(state__in=LIVE, action__isnull=False).values_list("action_id", flat=True))
        assert len(live) == len(set(live))

    @invariant()
    def money_is_neither_lost_nor_doubled_nor_changed(self) -> None:
        found = {
            line.id: (line.order_id, line.cause, line.price_cents, line.vat_percent, line.due_on, line.order.terms)
            for line in OrderLine.objects.select_related("order")
        }
        assert found == self.agreed
        assert WorkOrder.objects.count() == self.orders
        for order in WorkOrder.objects.prefetch_related("lines"):
            lines = list(order.lines.all())
            without, vat = (
                sum(line.price_cents for line in lines),
                sum(vat_cents(line.price_cents, line.vat_percent) for line in lines),
            )
            assert (order.terms["price_cents"], order.terms["vat_cents"]) == (without, vat)
            assert order.terms["total_cents"] == without + vat

    @invariant()
    def every_accepted_quote_is_one_order(self) -> None:
        for quote in Quote.objects.all():
            assert quote.work_orders.count() == (1 if quote.state == QuoteState.ACCEPTED else 0)
        if self.company_is_there:
            placed = Event.objects.filter(organisation_id=self.there.here.id, word="person:work-order:place")
            assert placed.count() == self.orders

    @invariant()
    def states_follow_the_tables(self) -> None:
        for model, steps in STEPS.items():
            for key, state in model.objects.values_list("id", "state"):  # type: ignore[attr-defined]
                before = self.states.get(key, FIRST[model].value)
                # Two rows in one deed: a quote that goes takes its invitation along, and a new one replaces it.
                ways = {before} | {after for source, after in steps if source == before}
                ways |= {last for way in list(ways) for source, last in steps if source == way}
                assert state in ways, (model.__name__, before, state)
                self.states[key] = state

    @invariant()
    def nobody_knows_who_was_not_told(self) -> None:
        known = set(RequestInvitation.objects.exclude(contact_at=None).values_list("id", flat=True))
        assert known <= self.told

    @invariant()
    def what_is_shared_is_the_work_of_one_order_and_ends_with_it(self) -> None:
        for grant in Grant.objects.all():
            assert grant.scope == GrantScope.WORK
            order = grant.work_orders.get()
            if order.ended_at is not None:
                assert grant.withdrawn_at is not None

    @invariant()
    def an_ended_request_has_ended_for_good(self) -> None:
        for request in QuoteRequest.objects.exclude(state=RequestState.OPEN):
            assert request.ended_at is not None


@pytest.mark.django_db
def test_random_interleavings_keep_what_must_hold(django_db_blocker: DjangoDbBlocker) -> None:
    run_state_machine_as_test(
        Requests,
        settings=settings(
            max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
