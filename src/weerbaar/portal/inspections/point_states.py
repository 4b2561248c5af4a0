"""The states of a point and the one table of what leads from one to the next."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.inspections.words import PointState as State


class PointVerb(StrEnum):
    """What can be done to a point. SEND is done by the clock, GIVE makes it another party's."""

    SEND = "send"
    START = "start"
    SOLVE = "solve"
    VERIFY = "verify"
    REFUSE = "refuse"
    REOPEN = "reopen"
    GIVE = "give"


class Who(StrEnum):
    """RUNNER: park manager or process facilitator. OWNER: the party that repairs. OTHER: a party that does not. CLOCK: we."""

    RUNNER = "runner"
    OWNER = "owner"
    OTHER = "other"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[State, ...]
    verb: PointVerb
    target: State
    who: tuple[Who, ...]


# Companies and owners of buildings have no seat: whoever runs the area answers for them.
_CARRIERS = (Who.RUNNER, Who.OWNER)
_UNSOLVED = (State.OPEN, State.ASSIGNED, State.BUSY)
TABLE = (
    Row((State.OPEN,), PointVerb.SEND, State.ASSIGNED, (Who.CLOCK,)),
    Row((State.OPEN, State.ASSIGNED), PointVerb.START, State.BUSY, (*_CARRIERS, Who.CLOCK)),
    Row(_UNSOLVED, PointVerb.SOLVE, State.SOLVED, (*_CARRIERS, Who.CLOCK)),
    # A second pair of eyes: never the owner's own.
    Row((State.SOLVED,), PointVerb.VERIFY, State.VERIFIED, (Who.RUNNER, Who.OTHER)),
    Row(_UNSOLVED, PointVerb.REFUSE, State.NOT_ACCEPTED, _CARRIERS),
    Row((State.SOLVED, State.VERIFIED, State.NOT_ACCEPTED), PointVerb.REOPEN, State.OPEN, (Who.RUNNER,)),
    Row((*_UNSOLVED, State.NOT_ACCEPTED), PointVerb.GIVE, State.OPEN, (Who.RUNNER,)),
)
UNSOLVED = frozenset(_UNSOLVED)


def next_state(source: State, verb: PointVerb, who: Who) -> State | None:
    """Where the verb leads from here; None when the table has no such line for this party."""
    for row in TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    return None


def verbs_from(source: State, who: Who) -> list[PointVerb]:
    """What this party can do from here."""
    return [row.verb for row in TABLE if source in row.sources and who in row.who]


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [
        f"    {source} --> {row.target}: {row.verb} ({', '.join(row.who)})" for row in TABLE for source in row.sources
    ]
    return "\n".join(("stateDiagram-v2", f"    [*] --> {State.OPEN}: add (anybody with a seat)", *lines))
