"""One action as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from weerbaar.portal.action_plans.message_kinds import MessageKind
from weerbaar.portal.action_plans.selectors import ActionDetail, ActionItem, MessageView
from weerbaar.portal.action_plans.services.hang_card import ACT_CARD
from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.web.entrepreneur.plan_words import state_mark, step_sentence

_ICONS = {"self": "user", "it_supplier": "tool", "web_builder": "world", "mail_provider": "mail", "host": "server"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened: when, what, by whom, and what was written with it."""

    at: datetime
    what: str
    who: str
    text: str
    is_measured: bool


@dataclass(frozen=True)
class ActionView:
    """`can` are the names of the deeds that the page offers. `before` and `after` are the percentages of what was answered
    that are in order, now and when this is done."""

    item: ActionItem
    mark: str
    word: str
    icon: str
    history: Sequence[HistoryLine]
    messages: Sequence[MessageView]
    can: frozenset[str]
    is_measurable: bool
    seen_failing: bool
    before: int
    after: int

    @property
    def raises_level(self) -> bool:
        """Whether doing it makes more of what was answered be in order."""
        return self.after > self.before

    @property
    def due_on(self) -> str:
        """The day as a field for dates wants it."""
        return self.item.due_on.isoformat() if self.item.due_on else ""

    @property
    def remind_on(self) -> str:
        """The day as a field for dates wants it."""
        return self.item.remind_on.isoformat() if self.item.remind_on else ""

    @property
    def is_card(self) -> bool:
        """Whether this is done with the page of the emergency card."""
        return self.item.cause == ACT_CARD

    @property
    def is_done_by_others(self) -> bool:
        """Whether somebody outside the company does the work."""
        return self.item.text.who_code not in {"", "self"}


def action_view(detail: ActionDetail, *, can_work: bool) -> ActionView:
    """The view of an action, for somebody who may work on it or only read."""
    item = detail.item
    mark, word = state_mark(item)
    can = {verb.value for verb in detail.verbs}
    if not detail.measuring.seen_failing and Verb.CONFIRM in detail.verbs:
        can.add("confirm")
    else:
        can.discard("confirm")
    if can_work and detail.waits_for_answer:
        can.add("answer")
    if can_work and Verb.DECLINE in detail.verbs:
        can.add("dates")
    return ActionView(
        item=item,
        mark=mark,
        word=word,
        icon=_ICONS.get(item.text.who_code, "user"),
        history=[
            HistoryLine(step.at, step_sentence(step), step.who, _text(step.verb, step.text), bool(step.runs))
            for step in reversed(detail.steps)
        ],
        messages=[message for message in detail.messages if message.kind is not MessageKind.DONE or message.text],
        can=frozenset(can),
        is_measurable=bool(detail.measuring.targets),
        seen_failing=detail.measuring.seen_failing,
        before=round(100 * (detail.expected.now.share or 0)),
        after=round(100 * (detail.expected.then.share or 0)),
    )


def _text(verb: str, text: str) -> str:
    """The day of a postponement stands beside the state already."""
    return "" if verb == Verb.POSTPONE else text
