"""The one table of what leads from one state of ordered work to the next, and who may do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.quotes.words import LineState


class LineVerb(StrEnum):
    """What can be done to a line of a work order."""

    START = "start"
    DELIVER = "deliver"
    VERIFY = "verify"
    SEND_BACK = "send-back"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    DISPUTE = "dispute"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[LineState, ...]
    verb: LineVerb
    target: LineState
    who: tuple[ActorKind, ...]


_COMPANY, _PROVIDER = ActorKind.PERSON, ActorKind.PROVIDER
# Whoever does the work: a provider with an account, or a supplier with nothing but the link to the tasks.
_DOERS = (ActorKind.PROVIDER, ActorKind.LINK_HOLDER)
_WORKER, _SCHEDULER = ActorKind.WORKER, ActorKind.SCHEDULER
_UNDELIVERED = (LineState.ORDERED, LineState.IN_PROGRESS)

# The scheduler ends what one of the two sides has left for good. After a delivery nobody can cancel: the record of a provider
# would then be what it chose to show.
LINE_TABLE = (
    LineRow((LineState.ORDERED,), LineVerb.START, LineState.IN_PROGRESS, _DOERS),
    LineRow((*_UNDELIVERED, LineState.SENT_BACK), LineVerb.DELIVER, LineState.DELIVERED, _DOERS),
    LineRow(
        (LineState.DELIVERED, LineState.SENT_BACK, LineState.DISPUTED), LineVerb.VERIFY, LineState.VERIFIED, (_WORKER,)
    ),
    LineRow((LineState.DELIVERED, LineState.DISPUTED), LineVerb.SEND_BACK, LineState.SENT_BACK, (_WORKER,)),
    LineRow((LineState.DELIVERED, LineState.DISPUTED), LineVerb.CONFIRM, LineState.CONFIRMED, (_COMPANY,)),
    LineRow(_UNDELIVERED, LineVerb.CANCEL, LineState.CANCELLED, (_COMPANY, *_DOERS, _SCHEDULER)),
    LineRow(
        (LineState.IN_PROGRESS, LineState.DELIVERED, LineState.SENT_BACK),
        LineVerb.DISPUTE,
        LineState.DISPUTED,
        (_COMPANY, _PROVIDER),
    ),
    LineRow((LineState.DISPUTED,), LineVerb.SETTLE, LineState.SETTLED, (_COMPANY, _PROVIDER, _SCHEDULER)),
    LineRow((LineState.DELIVERED, LineState.SENT_BACK), LineVerb.SETTLE, LineState.SETTLED, (_SCHEDULER,)),
)

SOLVED_LINES = frozenset({LineState.VERIFIED, LineState.CONFIRMED})
ENDED_LINES = frozenset({*SOLVED_LINES, LineState.SETTLED, LineState.CANCELLED})


def next_line_state(source: LineState, verb: LineVerb, who: ActorKind) -> LineState | None:
    """Where the verb leads from here; None when the table has no such row for this kind of actor."""
    for row in LINE_TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    return None


def line_verbs_from(source: LineState, who: ActorKind) -> frozenset[LineVerb]:
    """What this kind of actor can do from here."""
    return frozenset(row.verb for row in LINE_TABLE if source in row.sources and who in row.who)


def line_diagram() -> str:
    """The table as a Mermaid state diagram; a line that several kinds of actors may take names them all."""
    return "\n".join(("stateDiagram-v2", f"    [*] --> {_name(LineState.ORDERED)}: order (person)", *_arrows()))


def _arrows() -> Iterator[str]:
    who: dict[tuple[LineState, LineVerb, LineState], list[str]] = {}
    for row in LINE_TABLE:
        for source in row.sources:
            who.setdefault((source, row.verb, row.target), []).extend(row.who)
    for (source, verb, target), kinds in who.items():
        yield f"    {_name(source)} --> {_name(target)}: {verb} ({', '.join(kinds)})"
    for state in sorted(ENDED_LINES):
        yield f"    {_name(state)} --> [*]"


def _name(state: LineState) -> str:
    return state.value.replace("-", "_")  # a hyphen would end the name in Mermaid
