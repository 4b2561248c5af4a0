"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class TrajectoryState(StrEnum):
    """ACTIVE: on its way to a certificate, or on its way through the next term. Only a CERTIFIED one shows a certificate."""

    DRAFT = "draft"
    ACTIVE = "active"
    AUDIT = "audit"
    CERTIFIED = "certified"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    STOPPED = "stopped"


class MeasureState(StrEnum):
    """A measure of an area. CHECKED: somebody else than its owner saw the evidence."""

    IDEA = "idea"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CHECKED = "checked"
    DROPPED = "dropped"


class DecidedBy(StrEnum):
    """By what a measure became a task. MEETING: a decision in the minutes. PLAN: it was adopted with the plan of measures.
    STATED: who runs the area agreed on it outside a meeting, with a name and a moment.
    """

    MEETING = "meeting"
    PLAN = "plan"
    STATED = "stated"


class PhaseVerb(StrEnum):
    """How a phase began or ended. WAIVED: it ended although a rule was not met, with a name and a reason."""

    BEGIN = "begin"
    PASS = "pass"  # noqa: S105
    WAIVE = "waive"
