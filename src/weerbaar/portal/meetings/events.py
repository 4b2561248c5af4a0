"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class MeetingEvent(StrEnum):
    """Everything that happens around a meeting and is worth remembering."""

    PLANNED = "person:meeting:plan"
    CHANGED = "person:meeting:change"
    CANCELLED = "person:meeting:cancel"
    ANSWERED = "person:meeting:answer"
    HELD = "person:meeting:hold"
    AGENDA_CHANGED = "person:agenda:change"
    DECIDED = "person:decision:record"
    MINUTES_CORRECTED = "person:minutes:correct"
    MINUTES_SENT = "person:minutes:send"
    MINUTES_REMARKED = "person:minutes:remark"
    MINUTES_APPROVED = "person:minutes:approve"
    CALENDAR_MADE = "person:calendar-link:make"
    CALENDAR_WITHDRAWN = "person:calendar-link:withdraw"
