"""The one door through which the work for an action changes state."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Actor, ActorKind, user_of
from weerbaar.portal.quotes.announce import News, announce
from weerbaar.portal.quotes.line_errors import LineNotPossibleNow
from weerbaar.portal.quotes.line_events import line_word_of
from weerbaar.portal.quotes.line_states import LineVerb, next_line_state
from weerbaar.portal.quotes.models import OrderLine, OrderStep
from weerbaar.portal.quotes.outbox import OutboxWord, note
from weerbaar.portal.quotes.words import LineState

# What the systems of a provider hear of, when it did not do it itself.
_TOLD = {
    LineState.VERIFIED: OutboxWord.LINE_VERIFIED,
    LineState.SENT_BACK: OutboxWord.LINE_SENT_BACK,
    LineState.CONFIRMED: OutboxWord.LINE_CONFIRMED,
    LineState.DISPUTED: OutboxWord.LINE_DISPUTED,
    LineState.SETTLED: OutboxWord.LINE_SETTLED,
    LineState.CANCELLED: OutboxWord.LINE_CANCELLED,
}


def change_line(
    line: OrderLine,
    verb: LineVerb,
    *,
    actor: Actor,
    now: datetime,
    text: str = "",
    runs: Iterable[uuid.UUID] = (),
    **fields: Any,
) -> LineState:
    """The new state, to be called inside a transaction. Writes what happened to the history and to the audit trail.

    One UPDATE decides, so that of two who try at once, one wins.

    Raises:
        LineNotPossibleNow: the table has no row for this verb, by this kind of actor, from where the line is.
    """
    source = LineState(line.state)
    target = next_line_state(source, verb, actor.kind)
    if target is None:
        raise LineNotPossibleNow(verb, source)
    if not OrderLine.objects.filter(id=line.id, state=source.value).update(state=target.value, **fields):
        raise LineNotPossibleNow(verb, source)
    step = OrderStep.objects.create(
        line=line,
        at=now,
        verb=verb.value,
        source=source.value,
        target=target.value,
        actor=actor.kind.value,
        actor_id=user_of(actor),
        text=text[:1000],
        runs=[str(run) for run in runs],
    )
    record_event(line_word_of(actor, verb), actor=actor, subject_id=line.id, organisation_id=line.order.organisation_id)
    announce(News.WORK_CHANGED, step.id)
    told = _TOLD.get(target)
    if told is not None and actor.kind is not ActorKind.PROVIDER:
        note(told, line.id, line.order.provider_id)
    line.refresh_from_db()
    return target
