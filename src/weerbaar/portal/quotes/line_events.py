"""The audit words of work after a quote was accepted: subject:object:verb."""

from enum import StrEnum

from weerbaar.portal.core.actors import Actor
from weerbaar.portal.quotes.line_states import LineVerb


class OrderEvent(StrEnum):
    """What happens beside the changes of state, which have a word for every kind of actor: see `line_word_of`."""

    ENDED = "worker:work-order:end"
    REOPENED = "worker:order-line:reopen"
    PROVIDER_ANSWERED = "provider:dispute:answer"
    PERSON_ANSWERED = "person:dispute:answer"
    PROVIDER_PROPOSED = "provider:dispute:propose"
    PERSON_PROPOSED = "person:dispute:propose"
    CONFLICT_LIFTED = "person:conflict:lift"


class LineEventWord(StrEnum):
    """A change of state by the kind of actor who made it."""

    PROVIDER_START = "provider:order-line:start"
    PROVIDER_DELIVER = "provider:order-line:deliver"
    PROVIDER_CANCEL = "provider:order-line:cancel"
    PROVIDER_DISPUTE = "provider:order-line:dispute"
    PROVIDER_SETTLE = "provider:order-line:settle"
    HOLDER_START = "link-holder:order-line:start"
    HOLDER_DELIVER = "link-holder:order-line:deliver"
    HOLDER_CANCEL = "link-holder:order-line:cancel"
    PERSON_CONFIRM = "person:order-line:confirm"
    PERSON_CANCEL = "person:order-line:cancel"
    PERSON_DISPUTE = "person:order-line:dispute"
    PERSON_SETTLE = "person:order-line:settle"
    WORKER_VERIFY = "worker:order-line:verify"
    WORKER_SEND_BACK = "worker:order-line:send-back"
    SCHEDULER_CANCEL = "scheduler:order-line:cancel"
    SCHEDULER_SETTLE = "scheduler:order-line:settle"


def line_word_of(actor: Actor, verb: LineVerb) -> LineEventWord:
    """The word for this change by this kind of actor.

    Raises:
        ValueError: the table of states has no such row.
    """
    return LineEventWord(f"{actor.kind}:order-line:{verb}")
