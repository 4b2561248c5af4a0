"""What a company does with those it invited: answer, let them know who asks, refuse a quote, attach a file."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.assessments.papers import PaperKind, read_paper
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import assert_may_work
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.company_errors import NoSuchQuote, RequestRefused
from weerbaar.portal.quotes.company_errors import RequestFault as Fault
from weerbaar.portal.quotes.company_events import RequestEvent
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NoSuchRequest, NotPossibleNow
from weerbaar.portal.quotes.masks import tells_of
from weerbaar.portal.quotes.models import Quote, RequestAttachment, RequestInvitation, RequestQuestion
from weerbaar.portal.quotes.outbox import OutboxWord, note
from weerbaar.portal.quotes.services.make_request import assert_tells_nothing, request_for
from weerbaar.portal.quotes.states import QUOTE_TABLE, Verb, next_state
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState

LONGEST_ANSWER, LONGEST_REASON, MOST_FILES = 1000, 400, 5


def answer_question(
    organisation_id: uuid.UUID, question_id: uuid.UUID, text: str, *, actor: Person, now: datetime | None = None
) -> None:
    """All who were invited read it. An answer can be corrected: they read the newest.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchRequest: the company was asked no such question.
        RequestRefused: nothing was written, too much was, or it tells who asks.
        NotPossibleNow: the request has ended.
    """
    now, text = now or timezone.now(), text.strip()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        question = RequestQuestion.objects.filter(id=question_id, request__organisation_id=organisation_id).first()
        if question is None:
            raise NoSuchRequest
        row = request_for(organisation_id, question.request_id, actor)
        if row.state != RequestState.OPEN.value:
            raise NotPossibleNow("answer", row.state)
        if not text:
            raise RequestRefused(Fault.NO_TEXT)
        if len(text) > LONGEST_ANSWER:
            raise RequestRefused(Fault.TOO_LONG)
        assert_tells_nothing(text, tells_of(view))
        RequestQuestion.objects.filter(id=question_id).update(answer=text, answered_at=now)
        record_event(RequestEvent.ANSWERED, actor=actor, subject_id=question_id, organisation_id=organisation_id)
        announce(News.QUESTION_ANSWERED, question_id)
        for invitation in row.invitations.exclude(state=InvitationState.REVOKED.value):
            note(OutboxWord.QUESTION_ANSWERED, invitation.id, invitation.provider_id)


def allow_contact(
    organisation_id: uuid.UUID, invitation_id: uuid.UUID, *, actor: Person, now: datetime | None = None
) -> None:
    """This one may know who asks: name, place, domains, and whom to call. Does nothing the second time.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchInvitation: the company invited no such party, or not any more.
        NotPossibleNow: the request has ended.
    """
    now = now or timezone.now()
    with transaction.atomic():
        assert_may_work(actor, organisation_id)
        found = RequestInvitation.objects.filter(id=invitation_id, request__organisation_id=organisation_id).first()
        if found is None or found.state == InvitationState.REVOKED.value:
            raise NoSuchInvitation(InvitationFault.UNKNOWN)
        row = request_for(organisation_id, found.request_id, actor)
        if row.state != RequestState.OPEN.value:
            raise NotPossibleNow("allow-contact", row.state)
        if RequestInvitation.objects.filter(id=invitation_id, contact_at=None).update(contact_at=now):
            record_event(
                RequestEvent.CONTACT_ALLOWED, actor=actor, subject_id=invitation_id, organisation_id=organisation_id
            )
            announce(News.CONTACT_ALLOWED, invitation_id)
            note(OutboxWord.CONTACT_ALLOWED, invitation_id, found.provider_id)


def refuse_quote(organisation_id: uuid.UUID, quote_id: uuid.UUID, reason: str, *, actor: Person) -> None:
    """Not this one, and why. Until the deadline a new one may come.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchQuote: the company got no such quote.
        NotPossibleNow: it is not in force, or the request has ended.
        RequestRefused: there is no reason, it is too long, or it tells who asks.
    """
    reason = reason.strip()
    with transaction.atomic():
        view = assert_may_work(actor, organisation_id)
        found = Quote.objects.filter(id=quote_id, invitation__request__organisation_id=organisation_id)
        quote = found.select_related("invitation").first()
        if quote is None:
            raise NoSuchQuote
        row = request_for(organisation_id, quote.invitation.request_id, actor)
        if row.state != RequestState.OPEN.value:
            raise NotPossibleNow(Verb.REFUSE, row.state)
        if not reason:
            raise RequestRefused(Fault.NO_REASON)
        if len(reason) > LONGEST_REASON:
            raise RequestRefused(Fault.TOO_LONG)
        if quote.invitation.contact_at is None:
            assert_tells_nothing(reason, tells_of(view))
        quote = Quote.objects.select_for_update().get(id=quote_id)
        state = next_state(QUOTE_TABLE, QuoteState(quote.state), Verb.REFUSE, actor.kind)
        Quote.objects.filter(id=quote_id).update(state=state.value, reason=reason)
        record_event(RequestEvent.REFUSED, actor=actor, subject_id=quote_id, organisation_id=organisation_id)
        announce(News.QUOTE_REFUSED, quote_id)
        provider_id = RequestInvitation.objects.values_list("provider_id", flat=True).get(id=quote.invitation_id)
        note(OutboxWord.QUOTE_REFUSED, quote_id, provider_id)


def attach_file(
    organisation_id: uuid.UUID,
    request_id: uuid.UUID,
    data: bytes,
    size: int,
    *,
    actor: Person,
    now: datetime | None = None,
) -> uuid.UUID:
    """A picture for all who were invited, under our name for it. What it shows is up to whoever attaches it; what hides in its
    file, such as who made it and where, stays behind. A PDF names its author and cannot be written anew, so none is taken.

    Raises:
        NoSuchOrganisation, NotAllowed: this person may not work for the company.
        NoSuchRequest: the company has no such request.
        DocumentRefused: it is empty, too large, of another kind, or broken.
        RequestRefused: it is no picture, or there are enough files.
        NotPossibleNow: the request has ended.
    """
    now = now or timezone.now()
    paper = read_paper(data, size)
    if paper.kind is PaperKind.PDF:
        raise RequestRefused(Fault.ONLY_PICTURES)
    with transaction.atomic():
        row = request_for(organisation_id, request_id, actor)
        if row.state != RequestState.OPEN.value:
            raise NotPossibleNow("attach", row.state)
        number = row.attachments.count() + 1
        if number > MOST_FILES:
            raise RequestRefused(Fault.TOO_MANY_FILES)
        file = RequestAttachment.objects.create(
            request=row,
            name=f"bijlage-{number}.{paper.kind}",
            media_type=paper.kind.media_type,
            content=paper.data,
            added_at=now,
        )
        record_event(RequestEvent.ATTACHED, actor=actor, subject_id=file.id, organisation_id=organisation_id)
    return file.id
