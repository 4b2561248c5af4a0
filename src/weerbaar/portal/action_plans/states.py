"""The states of an action and the one table of what leads from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.actors import ActorKind


class State(StrEnum):
    """Green are VERIFIED (a measurement saw it) and CONFIRMED (evidence was given) alone; REPORTED waits for either.

    SELF: somebody of the company does it. OFFERED, ACCEPTED: it lies with a supplier. DECLINED and POSTPONED are decisions
    of the company. LAPSED: the cause went away with its domain or its question.
    """

    OPEN = "open"
    SELF = "self"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    REPORTED = "reported"
    VERIFIED = "verified"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    POSTPONED = "postponed"
    LAPSED = "lapsed"


class Verb(StrEnum):
    """What can be done to an action."""

    TAKE = "take"
    HAND_OVER = "hand-over"
    ACCEPT = "accept"
    START = "start"
    REFUSE = "refuse"
    TAKE_BACK = "take-back"
    REPORT = "report"
    CONTRADICT = "contradict"
    VERIFY = "verify"
    CONFIRM = "confirm"
    SETTLE = "settle"
    DECLINE = "decline"
    POSTPONE = "postpone"
    RESUME = "resume"
    LAPSE = "lapse"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[State, ...]
    verb: Verb
    target: State
    who: tuple[ActorKind, ...]


_PERSON, _HOLDER, _PROVIDER = (ActorKind.PERSON,), (ActorKind.LINK_HOLDER,), (ActorKind.PROVIDER,)
_WORKER, _SCHEDULER = (ActorKind.WORKER,), (ActorKind.SCHEDULER,)
_WITH_SUPPLIER = (State.OFFERED, State.ACCEPTED, State.IN_PROGRESS)
_ALIVE = (State.OPEN, State.SELF, *_WITH_SUPPLIER, State.REPORTED)
_UNSOLVED = (*_ALIVE, State.DECLINED, State.POSTPONED)

TABLE = (
    Row((State.OPEN, *_WITH_SUPPLIER), Verb.TAKE, State.SELF, _PERSON),
    Row((State.OPEN, State.SELF), Verb.HAND_OVER, State.OFFERED, _PERSON),
    Row((State.OFFERED,), Verb.ACCEPT, State.ACCEPTED, _HOLDER),
    Row((State.OFFERED, State.ACCEPTED), Verb.START, State.IN_PROGRESS, (*_HOLDER, *_PROVIDER)),
    Row((State.SELF,), Verb.START, State.IN_PROGRESS, _PERSON),
    Row(_WITH_SUPPLIER, Verb.REFUSE, State.OPEN, _HOLDER),
    Row((*_WITH_SUPPLIER, State.REPORTED), Verb.REFUSE, State.OPEN, _PROVIDER),
    Row((State.SELF, *_WITH_SUPPLIER, State.REPORTED), Verb.TAKE_BACK, State.OPEN, _PERSON),
    Row((*_WITH_SUPPLIER, State.REPORTED), Verb.TAKE_BACK, State.OPEN, _SCHEDULER),
    Row((State.OPEN, State.SELF, *_WITH_SUPPLIER), Verb.REPORT, State.REPORTED, (*_PERSON, *_PROVIDER)),
    Row(_WITH_SUPPLIER, Verb.REPORT, State.REPORTED, _HOLDER),
    Row((State.REPORTED,), Verb.CONTRADICT, State.IN_PROGRESS, _WORKER),
    Row(_UNSOLVED, Verb.VERIFY, State.VERIFIED, _WORKER),
    Row((State.REPORTED,), Verb.CONFIRM, State.CONFIRMED, _PERSON),
    Row(_UNSOLVED, Verb.SETTLE, State.CONFIRMED, _WORKER),
    Row(_ALIVE, Verb.DECLINE, State.DECLINED, _PERSON),
    Row((State.OPEN, State.SELF, *_WITH_SUPPLIER), Verb.POSTPONE, State.POSTPONED, _PERSON),
    Row((State.DECLINED,), Verb.RESUME, State.OPEN, _PERSON),
    Row((State.POSTPONED,), Verb.RESUME, State.OPEN, (*_PERSON, *_SCHEDULER)),
    Row(_UNSOLVED, Verb.LAPSE, State.LAPSED, _WORKER),
    Row((State.VERIFIED, State.CONFIRMED), Verb.REOPEN, State.OPEN, (*_PERSON, *_WORKER)),
    Row((State.LAPSED,), Verb.REOPEN, State.OPEN, _WORKER),
)

SOLVED = frozenset({State.VERIFIED, State.CONFIRMED})
CLOSED = frozenset({*SOLVED, State.LAPSED})
WITH_SUPPLIER = frozenset(_WITH_SUPPLIER)
TO_DO = frozenset({State.OPEN, State.SELF, *_WITH_SUPPLIER})


def next_state(source: State, verb: Verb, who: ActorKind) -> State | None:
    """Where the verb leads from here; None when the table has no such line for this kind of actor."""
    for row in TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    return None


def verbs_from(source: State, who: ActorKind) -> frozenset[Verb]:
    """What this kind of actor can do from here."""
    return frozenset(row.verb for row in TABLE if source in row.sources and who in row.who)


def diagram() -> str:
    """The table as a Mermaid state diagram; a line that several kinds of actors may take names them all."""
    return "\n".join(("stateDiagram-v2", f"    [*] --> {_name(State.OPEN)}: find (worker)", *_lines()))


def _lines() -> Iterator[str]:
    who: dict[tuple[State, Verb, State], list[str]] = {}
    for row in TABLE:
        for source in row.sources:
            who.setdefault((source, row.verb, row.target), []).extend(row.who)
    for (source, verb, target), kinds in who.items():
        yield f"    {_name(source)} --> {_name(target)}: {verb} ({', '.join(kinds)})"


def _name(state: State) -> str:
    return state.value.replace("-", "_")  # a hyphen would end the name in Mermaid
