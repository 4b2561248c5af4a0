"""The two sides disagree about work: one opens a dispute, the other answers, and both end it together."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from weerbaar.portal.action_plans.services.end_work import give_back
from weerbaar.portal.action_plans.services.report_action import measure_since
from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.quotes.line_errors import LineFault, LineNotPossibleNow, LineRefused
from weerbaar.portal.quotes.line_events import OrderEvent
from weerbaar.portal.quotes.line_states import LineVerb
from weerbaar.portal.quotes.models import Dispute, OrderLine
from weerbaar.portal.quotes.services.change_line import change_line
from weerbaar.portal.quotes.services.end_dispute import end_dispute
from weerbaar.portal.quotes.services.end_order import end_order_if_done
from weerbaar.portal.quotes.services.find_line import Party, line_for, side_of
from weerbaar.portal.quotes.words import DisputeOutcome, Side


def open_dispute(line_id: uuid.UUID, text: str, *, actor: Party, now: datetime | None = None) -> None:
    """Say what is not right. Delivered work is measured again: a later look may end the dispute.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: nothing was written.
        LineNotPossibleNow: it has not begun, is disputed already, or has ended.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = line_for(line_id, actor)
        text = _written(text)
        change_line(line, LineVerb.DISPUTE, actor=actor, now=now, text=text)
        Dispute.objects.create(line=line, opened_by=side_of(actor).value, text=text, opened_at=now)
    if line.action_id is not None and line.delivered_at is not None:
        measure_since(line.action_id, now, now=now)


def answer_dispute(line_id: uuid.UUID, text: str, *, actor: Party, now: datetime | None = None) -> None:
    """The other side says how it sees it, once.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: nothing was written, or it is not this side's turn.
        LineNotPossibleNow: there is no dispute.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = line_for(line_id, actor)
        dispute, text = _open(line), _written(text)
        if dispute.opened_by == side_of(actor) or dispute.answered_at is not None:
            raise LineRefused(LineFault.NOT_YOURS_TO_ANSWER)
        Dispute.objects.filter(id=dispute.id).update(answer=text, answered_at=now)
        _note(line, OrderEvent.PROVIDER_ANSWERED, OrderEvent.PERSON_ANSWERED, actor)


def propose_end(line_id: uuid.UUID, text: str, *, actor: Party, now: datetime | None = None) -> None:
    """Propose how to end it; in place of what was proposed before. A supplier without an account has no page to agree on:
    then the company writes down what the two agreed, and that ends it.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: nothing was written.
        LineNotPossibleNow: there is no dispute.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = line_for(line_id, actor)
        dispute, text = _open(line), _written(text)
        Dispute.objects.filter(id=dispute.id).update(proposal=text, proposed_by=side_of(actor).value)
        _note(line, OrderEvent.PROVIDER_PROPOSED, OrderEvent.PERSON_PROPOSED, actor)
        if line.order.provider_id is None:
            _settle(line, text, actor, now)


def agree_to_end(line_id: uuid.UUID, *, actor: Party, now: datetime | None = None) -> None:
    """Agree to what the other side proposed: the work is settled, and the action is the company's again.

    Raises:
        NoSuchOrder, NotAllowed: see `line_for`.
        LineRefused: the other side proposed nothing.
        LineNotPossibleNow: there is no dispute.
    """
    now = now or timezone.now()
    with transaction.atomic():
        line = line_for(line_id, actor)
        dispute = _open(line)
        if dispute.proposed_by in {"", side_of(actor).value}:
            raise LineRefused(LineFault.NOTHING_PROPOSED)
        _settle(line, dispute.proposal, actor, now)


def _settle(line: OrderLine, text: str, actor: Party, now: datetime) -> None:
    end_dispute(line, DisputeOutcome.AGREED, now=now)
    change_line(line, LineVerb.SETTLE, actor=actor, now=now, text=text)
    if line.action_id is not None:
        give_back(line.action_id, line.order.handover_id, actor=actor, now=now, text=text)
    end_order_if_done(line.order, now=now)


def _open(line: OrderLine) -> Dispute:
    dispute = Dispute.objects.filter(line=line, ended_at=None).first()
    if dispute is None:
        raise LineNotPossibleNow(LineVerb.SETTLE, line.state)
    return dispute


def _written(text: str) -> str:
    text = text.strip()[:1000]
    if not text:
        raise LineRefused(LineFault.NO_TEXT)
    return text


def _note(line: OrderLine, by_provider: OrderEvent, by_company: OrderEvent, actor: Party) -> None:
    word = by_provider if side_of(actor) is Side.PROVIDER else by_company
    record_event(word, actor=actor, subject_id=line.id, organisation_id=line.order.organisation_id)
