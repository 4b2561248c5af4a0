"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class ZoneState(StrEnum):
    """PLANNED: being written. BALLOT: the vote runs. RUNNING: the levy is raised. REJECTED: too few votes. ENDED: it is over."""

    PLANNED = "planned"
    BALLOT = "ballot"
    RUNNING = "running"
    REJECTED = "rejected"
    ENDED = "ended"


class Payers(StrEnum):
    """Who pays the levy."""

    USERS = "users"
    OWNERS = "owners"
    BOTH = "both"


# A zone that still goes somewhere: an area has one of these at most.
ALIVE = (ZoneState.PLANNED, ZoneState.BALLOT, ZoneState.RUNNING)
