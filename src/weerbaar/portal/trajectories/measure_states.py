"""The states of a measure of an area and the one table of what leads from one to the next."""

from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.trajectories.words import MeasureState as State


class MeasureVerb(StrEnum):
    """What can be done to a measure."""

    AGREE = "agree"
    START = "start"
    FINISH = "finish"
    CHECK = "check"
    DROP = "drop"
    REOPEN = "reopen"


class Who(StrEnum):
    """RUNNER: park manager or process facilitator. OWNER: the party that carries the measure. OTHER: a party that does not."""

    RUNNER = "runner"
    OWNER = "owner"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[State, ...]
    verb: MeasureVerb
    target: State
    who: tuple[Who, ...]


_CARRIERS = (Who.RUNNER, Who.OWNER)
TABLE = (
    Row((State.IDEA,), MeasureVerb.AGREE, State.AGREED, (Who.RUNNER,)),
    Row((State.AGREED,), MeasureVerb.START, State.IN_PROGRESS, _CARRIERS),
    Row((State.AGREED, State.IN_PROGRESS), MeasureVerb.FINISH, State.DONE, _CARRIERS),
    # A second pair of eyes: never the owner's own.
    Row((State.DONE,), MeasureVerb.CHECK, State.CHECKED, (Who.RUNNER, Who.OTHER)),
    Row((State.IDEA, State.AGREED, State.IN_PROGRESS), MeasureVerb.DROP, State.DROPPED, (Who.RUNNER,)),
    Row((State.DONE, State.CHECKED, State.DROPPED), MeasureVerb.REOPEN, State.AGREED, (Who.RUNNER,)),
)


def next_state(source: State, verb: MeasureVerb, who: Who) -> State | None:
    """Where the verb leads from here; None when the table has no such line for this party."""
    for row in TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    return None


def verbs_from(source: State, who: Who) -> list[MeasureVerb]:
    """What this party can do from here."""
    return [row.verb for row in TABLE if source in row.sources and who in row.who]


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [
        f"    {source} --> {row.target}: {row.verb} ({', '.join(row.who)})" for row in TABLE for source in row.sources
    ]
    return "\n".join(("stateDiagram-v2", f"    [*] --> {State.IDEA}: add (runner)", *lines))
