"""What a check concluded, apart from how bad it is."""

from enum import StrEnum


class Status(StrEnum):
    """Silence is not a status: every check says one of these.

    NOT_DETERMINED  the facts could not be observed. Never lowers a score, never raises it.
    NOT_APPLICABLE  the question does not arise (a domain without mail has no mail servers to judge).
    """

    PASS = "PASS"  # noqa: S105 (a status, not a password)
    FAIL = "FAIL"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_DETERMINED = "NOT_DETERMINED"
