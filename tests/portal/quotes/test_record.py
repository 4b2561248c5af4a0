"""The record of a provider: counted from ordered work, from five jobs on, and never from opinions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.people import bakery, somebody
from tests.portal.quotes.orders import a_provider
from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.organisations.services.delete_organisation import delete_organisation
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.providers.words import ProviderState
from weerbaar.portal.quotes.models import OrderLine, OrderStep, WorkOrder
from weerbaar.portal.quotes.record import Record, TooFew, record_by_cause, record_of, records_of
from weerbaar.portal.quotes.words import LineState

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def _job(
    provider: Provider, state: LineState, *, days: int = 4, cause: str = "ACT-MAILAUTH", **fields: object
) -> OrderLine:
    """Work that was ordered, delivered so many days later, and is in this state now."""
    ordered_at = NOW - timedelta(days=30)
    order = WorkOrder.objects.create(
        number=f"W-{WorkOrder.objects.count()}", provider=provider, terms={}, ordered_at=ordered_at
    )
    values = {"delivered_at": ordered_at + timedelta(days=days), "solved_at": NOW, "proof": ["run"]} | fields
    return OrderLine.objects.create(
        order=order, cause=cause, state=state, price_cents=100, vat_percent=21, due_on=NOW.date(), **values
    )


@pytest.fixture
def provider() -> Provider:
    return a_provider(somebody("dirk"))


def test_with_fewer_than_five_jobs_it_is_too_few_to_say(provider: Provider) -> None:
    assert record_of(provider.id) == TooFew(0)
    for _ in range(4):
        _job(provider, LineState.VERIFIED)
    assert record_of(provider.id) == TooFew(4)


def test_it_counts_what_was_seen_confirmed_sent_back_and_came_back(provider: Provider) -> None:
    for days in (2, 3, 9):
        _job(provider, LineState.VERIFIED, days=days)
    _job(provider, LineState.CONFIRMED, days=5)
    _job(provider, LineState.VERIFIED, days=4, reopened_at=NOW)
    _job(provider, LineState.SENT_BACK, days=1, solved_at=None)
    _job(provider, LineState.SETTLED, days=1, solved_at=None)
    assert record_of(provider.id) == Record(delivered=7, verified=4, confirmed=1, median_days=4, reopened=1)


def test_what_was_never_delivered_or_waits_for_its_first_look_is_no_job(provider: Provider) -> None:
    for _ in range(5):
        _job(provider, LineState.VERIFIED)
    _job(provider, LineState.CANCELLED, delivered_at=None)
    _job(provider, LineState.IN_PROGRESS, delivered_at=None)
    _job(provider, LineState.DISPUTED, delivered_at=None)
    _job(provider, LineState.DELIVERED, solved_at=None)
    record = record_of(provider.id)
    assert isinstance(record, Record)
    assert record.delivered == 5


def test_work_that_the_other_side_left_counts_for_nobody(provider: Provider) -> None:
    for _ in range(5):
        _job(provider, LineState.VERIFIED)
    gone = _job(provider, LineState.SETTLED, solved_at=None)
    OrderStep.objects.create(line=gone, at=NOW, verb="deliver", target="delivered", actor=ActorKind.PROVIDER)
    OrderStep.objects.create(line=gone, at=NOW, verb="settle", target="settled", actor=ActorKind.SCHEDULER)
    agreed = _job(provider, LineState.SETTLED, solved_at=None)
    OrderStep.objects.create(line=agreed, at=NOW, verb="settle", target="settled", actor=ActorKind.PERSON)
    record = record_of(provider.id)
    assert isinstance(record, Record)
    assert record.delivered == 6


def test_it_is_told_per_action_and_per_provider(provider: Provider) -> None:
    other = a_provider(somebody("mark"), "Bitwacht")
    for _ in range(5):
        _job(provider, LineState.VERIFIED)
    _job(provider, LineState.VERIFIED, cause="ACT-BACKUP")
    assert record_of(provider.id, "ACT-BACKUP") == TooFew(1)
    assert record_by_cause(provider.id) == {
        "ACT-BACKUP": TooFew(1),
        "ACT-MAILAUTH": Record(delivered=5, verified=5, confirmed=0, median_days=4, reopened=0),
    }
    assert records_of([other.id, provider.id], "ACT-MAILAUTH")[other.id] == TooFew(0)


def test_work_for_a_company_that_has_gone_and_of_before_a_suspension_keeps_counting(provider: Provider) -> None:
    here = bakery()
    for _ in range(5):
        line = _job(provider, LineState.VERIFIED)
        WorkOrder.objects.filter(id=line.order_id).update(organisation_id=here.id)
    before = record_of(provider.id)
    delete_organisation(here.id, actor=here.anna.person)
    Provider.objects.update(state=ProviderState.SUSPENDED.value)
    assert WorkOrder.objects.filter(organisation=None).count() == 5
    assert record_of(provider.id) == before
    assert isinstance(before, Record)
