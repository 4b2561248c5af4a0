"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class AuditOutcome(StrEnum):
    """What the certification body says of a file. WITH_CORRECTIONS becomes positive once every major remark is closed."""

    POSITIVE = "positive"
    WITH_CORRECTIONS = "with_corrections"
    NEGATIVE = "negative"


class RemarkKind(StrEnum):
    """MAJOR keeps the certificate back; MINOR does not."""

    MAJOR = "major"
    MINOR = "minor"


class RemarkState(StrEnum):
    """ANSWERED by the area, with evidence; CLOSED by the certification body."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class CertificateState(StrEnum):
    """EXPIRING: less than six months left. ENDED: taken back before its day."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    ENDED = "ended"
