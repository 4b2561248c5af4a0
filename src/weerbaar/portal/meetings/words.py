"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class MeetingState(StrEnum):
    """HELD: it took place, and its decisions are closed. CANCELLED: it does not take place."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What an invited person says. NONE: not yet anything."""

    NONE = "none"
    COMES = "comes"
    NOT = "not"


class Source(StrEnum):
    """Where a point of the agenda comes from, in the order in which an agenda begins."""

    MEASURE = "measure"
    POINT = "point"
    FIGURES = "figures"
    PAPER = "paper"
    MINUTES = "minutes"
    OWN = "own"


class DecisionKind(StrEnum):
    """What a meeting decides. The first five change or make exactly one measure; the last two none."""

    DONE = "done"
    REDATE = "redate"
    STOP = "stop"
    AGREE = "agree"
    TASK = "task"
    OTHER = "other"
    MINUTES = "minutes"


ABOUT_MEASURE = frozenset(
    {DecisionKind.DONE, DecisionKind.REDATE, DecisionKind.STOP, DecisionKind.AGREE, DecisionKind.TASK}
)
