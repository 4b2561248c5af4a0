"""The audit words of this app: subject:object:verb."""

from enum import StrEnum

from weerbaar.portal.action_plans.states import Verb
from weerbaar.portal.core.actors import Actor


class PlanEvent(StrEnum):
    """What happens beside the changes of state, which have a word for every kind of actor: see `word_of`."""

    FOUND = "worker:action:find"
    ASSIGNED = "person:action:assign"
    DATED = "person:action:date"
    HANDED_OVER = "person:hand-over:make"
    WITHDRAWN = "person:hand-over:withdraw"
    LOOKED = "link-holder:hand-over:look"
    LOCKED = "link-holder:hand-over:lock"
    ASKED = "link-holder:action:ask"
    ANSWERED = "person:action:answer"
    REMINDED = "scheduler:action:remind"


class ActionEventWord(StrEnum):
    """A change of state by the kind of actor who made it."""

    PERSON_TAKE = "person:action:take"
    PERSON_HAND_OVER = "person:action:hand-over"
    PERSON_START = "person:action:start"
    PERSON_TAKE_BACK = "person:action:take-back"
    PERSON_REPORT = "person:action:report"
    PERSON_CONFIRM = "person:action:confirm"
    PERSON_DECLINE = "person:action:decline"
    PERSON_POSTPONE = "person:action:postpone"
    PERSON_RESUME = "person:action:resume"
    PERSON_REOPEN = "person:action:reopen"
    HOLDER_ACCEPT = "link-holder:action:accept"
    HOLDER_START = "link-holder:action:start"
    HOLDER_REFUSE = "link-holder:action:refuse"
    HOLDER_REPORT = "link-holder:action:report"
    PROVIDER_START = "provider:action:start"
    PROVIDER_REFUSE = "provider:action:refuse"
    PROVIDER_REPORT = "provider:action:report"
    WORKER_CONTRADICT = "worker:action:contradict"
    WORKER_VERIFY = "worker:action:verify"
    WORKER_SETTLE = "worker:action:settle"
    WORKER_LAPSE = "worker:action:lapse"
    WORKER_REOPEN = "worker:action:reopen"
    SCHEDULER_TAKE_BACK = "scheduler:action:take-back"
    SCHEDULER_RESUME = "scheduler:action:resume"


def word_of(actor: Actor, verb: Verb) -> ActionEventWord:
    """The word for this change by this kind of actor.

    Raises:
        ValueError: the table of states has no such line.
    """
    return ActionEventWord(f"{actor.kind}:action:{verb}")
