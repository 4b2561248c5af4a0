"""A quote is taken in once, whole, in time, and from whom was asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import BACKUP, next_door
from weerbaar.portal.audit.selectors import events_of_organisation
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.models import Membership
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NotPossibleNow, QuoteFault, QuoteRefused
from weerbaar.portal.quotes.models import ConflictLift, Quote, QuoteRequest, RequestInvitation
from weerbaar.portal.quotes.services.submit_quote import (
    LONGEST_CONDITIONS,
    LONGEST_SCOPE,
    LONGEST_VALID,
    MOST_CENTS,
    MOST_DAYS,
    submit_quote,
    withdraw_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    return asked()


def test_a_quote_is_in_force_and_the_company_can_read_that_it_came(here: Asked) -> None:
    form = here.form(
        here.line(), here.line(BACKUP, price_cents=0, yearly_cents=1200), conditions=" Betalen in 30 dagen "
    )
    quote = Quote.objects.get(id=submit_quote(here.invitation.id, form, actor=here.by_dirk))
    assert (quote.version, quote.state, quote.conditions) == (1, "submitted", "Betalen in 30 dagen")
    assert sorted(quote.lines.values_list("price_cents", "yearly_cents", "vat_percent")) == [
        (0, 1200, 21),
        (42_000, 0, 21),
    ]
    assert here.state() == "quoted"
    assert events_of_organisation(here.here.id)[0].word == "provider:quote:submit"


def test_a_newer_quote_replaces_the_one_before(here: Asked) -> None:
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    submit_quote(here.invitation.id, here.form(here.line(price_cents=100)), actor=here.by_gijs)
    assert here.quotes() == [(1, "replaced"), (2, "submitted")]


def test_whoever_did_not_see_a_colleagues_quote_does_not_overwrite_it(here: Asked) -> None:
    submit_quote(here.invitation.id, here.form(replaces=0), actor=here.by_dirk)
    assert _fault(here, replace(here.form(), replaces=0), actor=here.by_gijs) == (QuoteFault.CHANGED_MEANWHILE, None)
    submit_quote(here.invitation.id, here.form(replaces=1), actor=here.by_gijs)
    assert here.quotes() == [(1, "replaced"), (2, "submitted")]


def test_a_supplier_with_the_link_quotes_without_an_account(here: Asked) -> None:
    submit_quote(here.link_invitation.id, here.form(), actor=here.by_link)
    assert here.state(here.link_invitation) == "quoted"
    assert events_of_organisation(here.here.id)[0].word == "link-holder:quote:submit"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"scope": " "}, QuoteFault.NO_SCOPE),
        ({"scope": "a" * (LONGEST_SCOPE + 1)}, QuoteFault.TOO_LONG),
        ({"price_cents": -1}, QuoteFault.BAD_PRICE),
        ({"price_cents": MOST_CENTS + 1}, QuoteFault.BAD_PRICE),
        ({"yearly_cents": -1}, QuoteFault.BAD_PRICE),
        ({"yearly_cents": MOST_CENTS + 1}, QuoteFault.BAD_PRICE),
        ({"vat_percent": 20}, QuoteFault.BAD_VAT),
        ({"ready_in_days": 0}, QuoteFault.BAD_DAYS),
        ({"ready_in_days": MOST_DAYS + 1}, QuoteFault.BAD_DAYS),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_action(
    here: Asked, fields: dict[str, object], fault: QuoteFault
) -> None:
    assert _fault(here, here.form(here.line(BACKUP), here.line(**fields))) == (fault, here.requested().id)
    assert here.quotes() == []


def test_the_largest_values_are_taken(here: Asked) -> None:
    line = here.line(
        price_cents=MOST_CENTS, yearly_cents=MOST_CENTS, ready_in_days=MOST_DAYS, scope="a" * LONGEST_SCOPE
    )
    submit_quote(here.invitation.id, here.form(line, conditions="a" * LONGEST_CONDITIONS), actor=here.by_dirk)
    assert here.quotes() == [(1, "submitted")]


def test_a_quote_without_lines_with_a_line_twice_or_of_another_request_is_refused(here: Asked) -> None:
    other = asked(here=next_door(here.here))
    assert _fault(here, replace(here.form(), lines=())) == (QuoteFault.NO_LINES, None)
    assert _fault(here, here.form(here.line(), here.line())) == (QuoteFault.SAME_ACTION_TWICE, here.requested().id)
    assert _fault(here, here.form(other.line())) == (QuoteFault.UNKNOWN_ACTION, None)


def test_a_quote_holds_from_the_deadline_on_and_not_for_ever(here: Asked) -> None:
    deadline, today = timezone.localdate(here.request.deadline), timezone.localdate()
    for day in (deadline - timedelta(days=1), today + LONGEST_VALID + timedelta(days=1)):
        assert _fault(here, here.form(valid_until=day)) == (QuoteFault.BAD_VALIDITY, None)
    for day in (deadline, today + LONGEST_VALID):
        submit_quote(here.invitation.id, here.form(valid_until=day), actor=here.by_dirk)


def test_conditions_are_never_cut_off(here: Asked) -> None:
    assert _fault(here, here.form(conditions="a" * (LONGEST_CONDITIONS + 1))) == (QuoteFault.TOO_LONG, None)


def test_the_deadline_itself_is_in_time_and_a_moment_later_is_not(here: Asked) -> None:
    at = here.request.deadline
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk, now=at)
    with pytest.raises(QuoteRefused) as refused:
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk, now=at + timedelta(microseconds=1))
    assert refused.value.fault is QuoteFault.DEADLINE_PASSED
    assert here.quotes() == [(1, "submitted")]


def test_a_reader_does_not_quote_and_a_stranger_finds_nothing(here: Asked) -> None:
    with pytest.raises(NotAllowed):
        submit_quote(here.invitation.id, here.form(), actor=here.by_fleur)
    with pytest.raises(NoSuchInvitation):
        submit_quote(here.invitation.id, here.form(), actor=here.by_eva)
    with pytest.raises(NoSuchInvitation):
        submit_quote(here.invitation.id, here.form(), actor=here.by_link)
    with pytest.raises(NoSuchInvitation):
        submit_quote(here.link_invitation.id, here.form(), actor=here.by_dirk)
    Membership.objects.filter(user=here.dirk.user).delete()
    with pytest.raises(NoSuchOrganisation):
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert not Quote.objects.exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "refused", "suspended", "left"])
def test_a_provider_that_is_not_listed_sends_nothing(here: Asked, state: str) -> None:
    Provider.objects.filter(id=here.provider.id).update(state=state)
    assert _gone(here) is InvitationFault.NOT_LISTED


def test_nothing_comes_in_after_the_company_took_the_invitation_or_the_request_back(here: Asked) -> None:
    RequestInvitation.objects.filter(id=here.invitation.id).update(state="revoked")
    assert _gone(here) is InvitationFault.REVOKED
    RequestInvitation.objects.filter(id=here.invitation.id).update(state="invited")
    QuoteRequest.objects.filter(id=here.request.id).update(state="withdrawn", ended_at=timezone.now())
    assert _gone(here) is InvitationFault.WITHDRAWN
    QuoteRequest.objects.filter(id=here.request.id).update(state="closed")
    with pytest.raises(NotPossibleNow):
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)


def test_a_conflict_of_interest_reads_as_an_invitation_that_was_taken_back(here: Asked) -> None:
    Membership.objects.create(organisation_id=here.here.id, user=here.gijs.user, role="member")
    assert _gone(here) is InvitationFault.REVOKED
    ConflictLift.objects.create(
        organisation_id=here.here.id, provider=here.provider, reason="Toch", by=here.here.anna.user, at=timezone.now()
    )
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert here.quotes() == [(1, "submitted")]


def test_a_withdrawn_quote_can_come_anew(here: Asked) -> None:
    quote_id = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    with pytest.raises(NoSuchInvitation):
        withdraw_quote(quote_id, actor=here.by_eva)
    withdraw_quote(quote_id, actor=here.by_dirk)
    assert (here.state(), here.quotes()) == ("invited", [(1, "withdrawn")])
    with pytest.raises(NotPossibleNow):
        withdraw_quote(quote_id, actor=here.by_dirk)
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert here.quotes() == [(1, "withdrawn"), (2, "submitted")]


@pytest.mark.parametrize("state", ["accepted", "refused", "replaced", "expired"])
def test_what_is_not_in_force_cannot_be_withdrawn(here: Asked, state: str) -> None:
    quote_id = submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    Quote.objects.filter(id=quote_id).update(state=state)
    with pytest.raises(NotPossibleNow):
        withdraw_quote(quote_id, actor=here.by_dirk)
    assert here.quotes() == [(1, state)]


def _fault(here: Asked, form: object, actor: object = None) -> tuple[QuoteFault, object]:
    with pytest.raises(QuoteRefused) as refused:
        submit_quote(here.invitation.id, form, actor=actor or here.by_dirk)  # type: ignore[arg-type]
    return refused.value.fault, refused.value.requested_id


def _gone(here: Asked) -> InvitationFault:
    with pytest.raises(NoSuchInvitation) as gone:
        submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert not Quote.objects.filter(invitation=here.invitation).exists()
    return gone.value.fault
