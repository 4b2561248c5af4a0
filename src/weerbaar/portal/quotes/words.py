"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class RequestState(StrEnum):
    """OPEN: providers may quote until the deadline, the company may choose. CLOSED: all is chosen, or nothing will be."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class InvitationState(StrEnum):
    """INVITED waits for an answer. REVOKED: by the company, or because the provider was suspended."""

    INVITED = "invited"
    QUOTED = "quoted"
    DECLINED = "declined"
    REVOKED = "revoked"


class QuoteState(StrEnum):
    """SUBMITTED can be chosen. REPLACED by a newer one of the same provider. EXPIRED after its last day."""

    SUBMITTED = "submitted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    EXPIRED = "expired"


class LineState(StrEnum):
    """The work for one action. Green are VERIFIED (our own scanner saw it) and CONFIRMED (evidence where none can see it).

    SENT_BACK: a look after delivery still saw it. DISPUTED: the sides disagree. SETTLED: ended by agreement after a dispute.
    CANCELLED: ended before delivery.
    """

    ORDERED = "ordered"
    IN_PROGRESS = "in-progress"
    DELIVERED = "delivered"
    SENT_BACK = "sent-back"
    VERIFIED = "verified"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    SETTLED = "settled"
    CANCELLED = "cancelled"


LIVE_LINES = (
    LineState.ORDERED,
    LineState.IN_PROGRESS,
    LineState.DELIVERED,
    LineState.SENT_BACK,
    LineState.DISPUTED,
)


DELIVERED_LINES = (LineState.DELIVERED, LineState.SENT_BACK, LineState.VERIFIED, LineState.CONFIRMED)


class Side(StrEnum):
    """Who of the two."""

    COMPANY = "company"
    PROVIDER = "provider"


class DisputeOutcome(StrEnum):
    """How a dispute ended. AGREED: both sides said so. VERIFIED, SEEN: what a later look saw. CONFIRMED: the company gave
    evidence after all. LEFT: one of the two sides is gone.
    """

    AGREED = "agreed"
    VERIFIED = "verified"
    SEEN = "seen"
    CONFIRMED = "confirmed"
    LEFT = "left"
