"""What an invited party does before it quotes, and what ends when a provider is not listed any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.portal.quotes.asked import Asked, asked
from weerbaar.portal.audit.selectors import events_of_organisation
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.providers.models import Provider
from weerbaar.portal.quotes.errors import NoSuchInvitation, NotPossibleNow, QuoteFault, QuoteRefused
from weerbaar.portal.quotes.models import Quote, QuoteRequest, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.provider_selectors import inbox_of, quotes_of, request_by_link, request_of
from weerbaar.portal.quotes.services.answer_request import MOST_QUESTIONS, ask_question, decline, open_request
from weerbaar.portal.quotes.services.revoke import revoke_for_provider
from weerbaar.portal.quotes.services.submit_quote import submit_quote
from weerbaar.portal.quotes.services.supplier_link import links_to_make, make_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Asked:
    return asked()


def _words(here: Asked) -> list[str]:
    return [event.word for event in events_of_organisation(here.here.id)]


def test_the_first_look_is_remembered_once(here: Asked) -> None:
    first = timezone.now()
    open_request(here.invitation.id, actor=here.by_fleur, now=first)
    open_request(here.invitation.id, actor=here.by_dirk, now=first + timedelta(hours=1))
    assert RequestInvitation.objects.get(id=here.invitation.id).opened_at == first
    assert _words(here).count("provider:request:open") == 1


def test_all_who_were_asked_read_a_question_and_only_who_asked_it_knows_that(here: Asked) -> None:
    ask_question(here.invitation.id, " Welke mailserver? ", actor=here.by_dirk)
    RequestQuestion.objects.update(answer="Een die wij huren.", answered_at=timezone.now())
    seen = [
        request_of(here.invitation.id, here.by_dirk),
        request_of(here.other_invitation.id, here.by_eva),
        request_by_link(here.by_link),
    ]
    assert {(row.questions[0].text, row.questions[0].answer) for row in seen} == {
        ("Welke mailserver?", "Een die wij huren.")
    }
    assert [row.questions[0].is_own for row in seen] == [True, False, False]
    assert _words(here)[0] == "provider:question:ask"


def test_a_question_needs_words_a_role_time_and_an_end(here: Asked) -> None:
    for text, fault in (("  ", QuoteFault.NO_TEXT), ("a" * 1001, QuoteFault.TOO_LONG)):
        assert _fault(here, text) is fault
    with pytest.raises(NotAllowed):
        ask_question(here.invitation.id, "Wat?", actor=here.by_fleur)
    with pytest.raises(NoSuchInvitation):
        ask_question(here.invitation.id, "Wat?", actor=here.by_eva)
    for _ in range(MOST_QUESTIONS):
        ask_question(here.invitation.id, "Wat?", actor=here.by_dirk)
    assert _fault(here, "Wat?") is QuoteFault.TOO_MANY_QUESTIONS
    ask_question(here.other_invitation.id, "Wat?", actor=here.by_eva)
    late = here.request.deadline + timedelta(seconds=1)
    with pytest.raises(QuoteRefused) as refused:
        ask_question(here.other_invitation.id, "Wat?", actor=here.by_eva, now=late)
    assert refused.value.fault is QuoteFault.DEADLINE_PASSED


def test_who_declines_takes_its_quote_back_and_may_change_its_mind(here: Asked) -> None:
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    with pytest.raises(QuoteRefused):
        decline(here.invitation.id, " ", actor=here.by_dirk)
    decline(here.invitation.id, "Geen tijd in juli", actor=here.by_dirk)
    assert (here.state(), here.quotes()) == ("declined", [(1, "withdrawn")])
    with pytest.raises(NotPossibleNow):
        decline(here.invitation.id, "Nog steeds niet", actor=here.by_dirk)
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert (here.state(), here.quotes()) == ("quoted", [(1, "withdrawn"), (2, "submitted")])
    assert RequestInvitation.objects.get(id=here.invitation.id).reason == ""


def test_a_reader_and_a_stranger_do_not_decline(here: Asked) -> None:
    with pytest.raises(NotAllowed):
        decline(here.invitation.id, "Nee", actor=here.by_fleur)
    with pytest.raises(NoSuchInvitation):
        decline(here.invitation.id, "Nee", actor=here.by_eva)
    assert here.state() == "invited"


def test_a_suspended_provider_sees_no_request_and_keeps_its_own_quotes(here: Asked) -> None:
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    assert len(inbox_of(here.by_dirk)) == 1
    Provider.objects.filter(id=here.provider.id).update(state="suspended")
    assert inbox_of(here.by_dirk) == []
    with pytest.raises(NoSuchInvitation):
        request_of(here.invitation.id, here.by_dirk)
    assert revoke_for_provider(here.provider.id) == 1
    assert revoke_for_provider(here.provider.id) == 0
    assert (here.state(), here.quotes()) == ("revoked", [(1, "withdrawn")])
    assert [quote.state for quote in quotes_of(here.by_dirk)] == ["withdrawn"]
    assert _words(here)[0] == "scheduler:request-invitation:revoke"
    assert here.state(here.other_invitation) == "invited"


def test_revoking_leaves_what_was_accepted(here: Asked) -> None:
    submit_quote(here.invitation.id, here.form(), actor=here.by_dirk)
    Quote.objects.update(state="accepted")
    QuoteRequest.objects.update(state="closed")
    assert revoke_for_provider(here.provider.id) == 0
    assert (here.state(), here.quotes()) == ("quoted", [(1, "accepted")])


def test_the_inbox_puts_what_can_still_be_answered_first(here: Asked) -> None:
    lines = inbox_of(here.by_dirk, now=here.request.deadline + timedelta(seconds=1))
    assert [(line.takes_quotes, line.is_opened, line.state) for line in lines] == [(False, False, "invited")]
    QuoteRequest.objects.update(state="withdrawn")
    assert inbox_of(here.by_dirk) == []


def test_a_new_link_ends_the_one_before(here: Asked) -> None:
    (invitation_id,) = links_to_make(here.here.id, here.request.id)
    link = make_link(here.here.id, invitation_id, actor=here.here.carla.person)
    assert (link.supplier, link.email, link.company) == ("Nettex IT", "nettex@mail.example", "")
    with pytest.raises(NoSuchInvitation):
        request_by_link(here.by_link)
    assert _words(here)[0] == "person:request-link:make"


def test_a_link_is_made_by_who_works_there_for_a_supplier_without_account_alone(here: Asked) -> None:
    with pytest.raises(NotAllowed):
        make_link(here.here.id, here.link_invitation.id, actor=here.here.bram.person)
    with pytest.raises(NoSuchInvitation):
        make_link(here.here.id, here.invitation.id, actor=here.here.anna.person)
    with pytest.raises(NoSuchInvitation):
        make_link(here.here.otto_id, here.link_invitation.id, actor=here.here.otto.person)


def test_a_supplier_that_may_know_reads_the_name_in_its_letter(here: Asked) -> None:
    RequestInvitation.objects.filter(id=here.link_invitation.id).update(contact_at=timezone.now())
    link = make_link(here.here.id, here.link_invitation.id, actor=here.here.anna.person)
    assert link.company == "Bakkerij Deegrol"


def _fault(here: Asked, text: str) -> QuoteFault:
    with pytest.raises(QuoteRefused) as refused:
        ask_question(here.invitation.id, text, actor=here.by_dirk)
    return refused.value.fault
