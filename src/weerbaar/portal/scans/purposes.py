"""Why a run is made."""

from enum import StrEnum


class Purpose(StrEnum):
    """VISIT by anybody without an account; KEPT is a visit's result that a company took over; ASKED by somebody of the
    company; PROOF after an action was reported done; MONITORING by the calendar; SECOND_LOOK at what seems to have got worse.
    """

    VISIT = "visit"
    KEPT = "kept"
    ASKED = "asked"
    PROOF = "proof"
    MONITORING = "monitoring"
    SECOND_LOOK = "second-look"
