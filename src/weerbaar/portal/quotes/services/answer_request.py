"""What an invited party does with a request before it quotes: open it, ask, decline."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.errors import NotPossibleNow, QuoteFault, QuoteRefused
from weerbaar.portal.quotes.events import invited_word
from weerbaar.portal.quotes.invited import Invited, held_by, seen_by
from weerbaar.portal.quotes.models import Quote, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.states import INVITATION_TABLE, QUOTE_TABLE, Verb, next_state
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState

# A person asks a few things about a request; more than this is a machine.
MOST_QUESTIONS = 20


def open_request(invitation_id: uuid.UUID, *, actor: Invited, now: datetime | None = None) -> None:
    """Remember the first time that the request was seen.

    Raises:
        NoSuchInvitation, NoSuchOrganisation: not theirs to see.
    """
    now = now or timezone.now()
    row = seen_by(invitation_id, actor)
    with transaction.atomic():
        if RequestInvitation.objects.filter(id=row.id, opened_at=None).update(opened_at=now):
            _note(row, actor, "request:open")


def ask_question(invitation_id: uuid.UUID, text: str, *, actor: Invited, now: datetime | None = None) -> uuid.UUID:
    """A question that all who were invited read, without who asked it.

    Raises:
        NoSuchInvitation, NoSuchOrganisation, NotAllowed: not theirs to ask.
        NotPossibleNow: the request is closed.
        QuoteRefused: nothing was written, too much was, the deadline is past, or very many questions were asked.
    """
    now, text = now or timezone.now(), text.strip()
    with transaction.atomic():
        row = held_by(invitation_id, actor)
        assert_takes_quotes(row, "ask", now)
        if not text:
            raise QuoteRefused(QuoteFault.NO_TEXT)
        if len(text) > 1000:
            raise QuoteRefused(QuoteFault.TOO_LONG)
        if row.questions.count() >= MOST_QUESTIONS:
            raise QuoteRefused(QuoteFault.TOO_MANY_QUESTIONS)
        question = RequestQuestion.objects.create(request=row.request, invitation=row, text=text, asked_at=now)
        _note(row, actor, "question:ask")
        announce(News.QUESTION_ASKED, question.id)
    return question.id


def decline(invitation_id: uuid.UUID, reason: str, *, actor: Invited, now: datetime | None = None) -> None:
    """No quote, and why. A quote that was there is withdrawn. Until the deadline they may still change their mind.

    Raises:
        NoSuchInvitation, NoSuchOrganisation, NotAllowed: not theirs to decline.
        NotPossibleNow: it is declined already, or the request is closed.
        QuoteRefused: no reason.
    """
    reason = reason.strip()
    with transaction.atomic():
        row = held_by(invitation_id, actor)
        if row.request.state != RequestState.OPEN:
            raise NotPossibleNow(Verb.DECLINE, row.request.state)
        state = next_state(INVITATION_TABLE, InvitationState(row.state), Verb.DECLINE, actor.kind)
        if not reason:
            raise QuoteRefused(QuoteFault.NO_REASON)
        if len(reason) > 400:
            raise QuoteRefused(QuoteFault.TOO_LONG)
        withdrawn = next_state(QUOTE_TABLE, QuoteState.SUBMITTED, Verb.WITHDRAW, actor.kind)
        Quote.objects.filter(invitation=row, state=QuoteState.SUBMITTED).update(state=withdrawn)
        RequestInvitation.objects.filter(id=row.id).update(state=state, reason=reason)
        _note(row, actor, "request:decline")
        announce(News.REQUEST_DECLINED, row.id)


def assert_takes_quotes(row: RequestInvitation, verb: str, now: datetime) -> None:
    """Whether questions and quotes are taken at this moment: that of asking, however long the wait for a turn was.

    Raises:
        NotPossibleNow: the request is closed.
        QuoteRefused: the deadline is past.
    """
    if row.request.state != RequestState.OPEN:
        raise NotPossibleNow(verb, row.request.state)
    if now > row.request.deadline:
        raise QuoteRefused(QuoteFault.DEADLINE_PASSED)


def _note(row: RequestInvitation, actor: Invited, what: str) -> None:
    organisation_id = row.request.organisation_id
    record_event(invited_word(actor, what), actor=actor, subject_id=row.id, organisation_id=organisation_id)
