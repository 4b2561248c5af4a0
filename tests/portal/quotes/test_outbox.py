"""What providers' own systems hear of: each deed that concerns them leaves one row, and an undone deed leaves none."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from tests.portal.action_plans.company import with_dmarc
from tests.portal.quotes.asked import Asked, asked
from tests.portal.quotes.orders import MAIL, ordered
from weerbaar.portal.quotes.models import OutboxEvent, QuoteRequest, RequestedAction
from weerbaar.portal.quotes.outbox import OutboxWord, note
from weerbaar.portal.quotes.services.accept_quote import accept_quote
from weerbaar.portal.quotes.services.answer_invited import allow_contact, answer_question, refuse_quote
from weerbaar.portal.quotes.services.answer_request import ask_question, decline
from weerbaar.portal.quotes.services.deliver import deliver_line
from weerbaar.portal.quotes.services.end_requests import CHOOSING, end_requests
from weerbaar.portal.quotes.services.make_request import withdraw_request
from weerbaar.portal.quotes.services.revoke import revoke_for_provider
from weerbaar.portal.quotes.services.submit_quote import submit_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Asked:
    return asked(causes=(MAIL,))


def _told(world: Asked) -> list[tuple[str, str, uuid.UUID]]:
    """Who heard what about which subject, in a fixed order."""
    names = {world.provider.id: "dirk", world.other.id: "eva"}
    rows = OutboxEvent.objects.values_list("provider_id", "word", "subject_id")
    return sorted((names[provider], word, subject) for provider, word, subject in rows)


def test_an_event_of_a_deed_that_was_undone_is_gone(world: Asked) -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        note(OutboxWord.QUOTE_REFUSED, uuid.uuid4(), world.provider.id)
        raise Undone
    assert OutboxEvent.objects.count() == 0


def test_accepting_tells_the_winner_of_quote_and_order_and_everybody_that_it_is_closed(world: Asked) -> None:
    mine = submit_quote(world.invitation.id, world.form(), actor=world.by_dirk)
    submit_quote(world.other_invitation.id, world.form(), actor=world.by_eva)
    requested = RequestedAction.objects.get(request=world.request)
    order = accept_quote(world.here.id, mine, (requested.id,), actor=world.here.anna.person)
    assert _told(world) == [
        ("dirk", "order.placed", order),
        ("dirk", "quote.accepted", mine),
        ("dirk", "request.closed", world.invitation.id),
        ("eva", "request.closed", world.other_invitation.id),
    ]


def test_refusing_contact_and_answers_tell_whom_they_concern(world: Asked) -> None:
    mine = submit_quote(world.invitation.id, world.form(), actor=world.by_dirk)
    question = ask_question(world.other_invitation.id, "Wanneer?", actor=world.by_eva)
    answer_question(world.here.id, question, "Morgen", actor=world.here.anna.person)
    allow_contact(world.here.id, world.other_invitation.id, actor=world.here.anna.person)
    refuse_quote(world.here.id, mine, "Te laat", actor=world.here.anna.person)
    assert _told(world) == [
        ("dirk", "question.answered", world.invitation.id),
        ("dirk", "quote.refused", mine),
        ("eva", "contact.allowed", world.other_invitation.id),
        ("eva", "question.answered", world.other_invitation.id),
    ]


def test_withdrawing_and_ending_tell_who_still_has_to_do_with_it(world: Asked) -> None:
    decline(world.other_invitation.id, "Te druk", actor=world.by_eva)
    end_requests(world.request.deadline + CHOOSING + timedelta(seconds=1))
    assert QuoteRequest.objects.get().state == "closed"
    assert _told(world) == [("dirk", "request.closed", world.invitation.id)]


def test_a_withdrawn_request_is_told(world: Asked) -> None:
    withdraw_request(world.here.id, world.request.id, actor=world.here.anna.person)
    assert ("dirk", "request.withdrawn", world.invitation.id) in _told(world)


def test_a_provider_that_is_suspended_hears_which_requests_ended_for_it(world: Asked) -> None:
    revoke_for_provider(world.provider.id)
    revoke_for_provider(world.provider.id)
    assert _told(world) == [("dirk", "request.revoked", world.invitation.id)]


def test_what_a_measurement_decides_is_told_and_what_the_provider_did_itself_is_not() -> None:
    here = ordered(MAIL)
    reported = deliver_line(here.line().id, "Klaar", actor=here.by_dirk)
    lines = OutboxEvent.objects.filter(word__startswith="line.")
    assert not lines.exists()
    here.ended(reported.runs[0], with_dmarc("v=DMARC1; p=reject; rua=mailto:a@b.example"))
    (event,) = lines
    assert (event.word, event.subject_id) == ("line.verified", here.line().id)


def test_a_row_holds_ids_and_a_word_and_nothing_else() -> None:
    assert {field.name for field in OutboxEvent._meta.concrete_fields} == {
        "id",
        "word",
        "subject_id",
        "provider",
        "made_at",
    }
    note(OutboxWord.ORDER_PLACED, uuid.uuid4(), None)
    assert OutboxEvent.objects.count() == 0
