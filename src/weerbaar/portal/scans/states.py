"""The states of a run and the one table of what leads from one to the next."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.actors import ActorKind


class State(StrEnum):
    """EXPIRED and DELETED keep the row without its contents, so that the link can say since when."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    DELETED = "deleted"


class Verb(StrEnum):
    """What can be done to a run."""

    CLAIM = "claim"
    FINISH = "finish"
    BREAK = "break"
    GIVE_BACK = "give-back"
    REQUEUE = "requeue"
    LOSE = "lose"
    EXPIRE = "expire"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table."""

    source: State
    verb: Verb
    target: State
    who: ActorKind


TRANSITIONS = (
    Transition(State.QUEUED, Verb.CLAIM, State.RUNNING, ActorKind.WORKER),
    Transition(State.RUNNING, Verb.FINISH, State.DONE, ActorKind.WORKER),
    Transition(State.RUNNING, Verb.BREAK, State.FAILED, ActorKind.WORKER),
    Transition(State.RUNNING, Verb.GIVE_BACK, State.QUEUED, ActorKind.WORKER),
    Transition(State.RUNNING, Verb.REQUEUE, State.QUEUED, ActorKind.SCHEDULER),
    Transition(State.RUNNING, Verb.LOSE, State.FAILED, ActorKind.SCHEDULER),
    Transition(State.DONE, Verb.EXPIRE, State.EXPIRED, ActorKind.SCHEDULER),
    Transition(State.FAILED, Verb.EXPIRE, State.EXPIRED, ActorKind.SCHEDULER),
    Transition(State.DONE, Verb.DELETE, State.DELETED, ActorKind.LINK_HOLDER),
    Transition(State.FAILED, Verb.DELETE, State.DELETED, ActorKind.LINK_HOLDER),
)


def lines_of(verb: Verb) -> tuple[Transition, ...]:
    """The lines for one verb; they all lead to the same state, by the same kind of actor."""
    return tuple(line for line in TRANSITIONS if line.verb is verb)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [f"    {line.source} --> {line.target}: {line.verb} ({line.who})" for line in TRANSITIONS]
    return "\n".join(("stateDiagram-v2", f"    [*] --> {State.QUEUED}: start (visitor)", *lines))
