"""The audit words of this app: subject:object:verb. A provider reads them in its own log."""

from enum import StrEnum


class AccessEvent(StrEnum):
    """What people do with the doors for their programs, and what we do when nobody answers there."""

    TOKEN_MADE = "person:api-token:make"  # noqa: S105 (a word, not a password)
    TOKEN_WITHDRAWN = "person:api-token:withdraw"  # noqa: S105
    ENDPOINT_ADDED = "person:webhook:add"
    ENDPOINT_RENEWED = "person:webhook:renew"
    ENDPOINT_RESUMED = "person:webhook:resume"
    ENDPOINT_TESTED = "person:webhook:test"
    ENDPOINT_REMOVED = "person:webhook:remove"
    ENDPOINT_PAUSED = "worker:webhook:pause"
