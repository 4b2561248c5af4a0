"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class ProviderState(StrEnum):
    """Where a provider stands. Only a LISTED one is found and receives requests.

    DRAFT: the profile is being written. SUBMITTED: a vetter has to look. REFUSED: with a reason; may appeal.
    SUSPENDED: receives nothing from this moment on; may appeal. LEFT: ended it itself.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LISTED = "listed"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    LEFT = "left"


class MarkState(StrEnum):
    """What we know of a mark. That it has expired follows from its last day, and is never stored."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


class VettingKind(StrEnum):
    """What a vetter looked at."""

    APPLICATION = "application"
    MARK = "mark"
    SUSPENSION = "suspension"
    APPEAL = "appeal"


class Decision(StrEnum):
    """What a vetter decided. SECONDED: good, but somebody else has to look too."""

    APPROVED = "approved"
    REFUSED = "refused"
    SECONDED = "seconded"
