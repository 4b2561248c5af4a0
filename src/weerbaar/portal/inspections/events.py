"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class InspectionEvent(StrEnum):
    """Everything that happens to walk-rounds and points and is worth remembering."""

    BEGUN = "person:inspection:begin"
    CLOSED = "person:inspection:close"
    REPORTED = "person:inspection:report"
    PHOTO_KEPT = "person:inspection-photo:keep"
    PHOTO_ERASED = "person:inspection-photo:erase"
    POINT_ADDED = "person:point:add"
    POINT_CHANGED = "person:point:change"
    POINT_SET_ASIDE = "person:point:set-aside"
    POINT_GIVEN = "person:point:give"
    POINT_STARTED = "person:point:start"
    POINT_SOLVED = "person:point:solve"
    POINT_VERIFIED = "person:point:verify"
    POINT_NOT_ACCEPTED = "person:point:refuse"
    POINT_REOPENED = "person:point:reopen"
    POINTS_SENT = "scheduler:points:send"
    REPORTING_SET = "person:point-reports:set"
    REPORTING_ENDED = "person:point-reports:end"
    POINT_REPORTED = "worker:point:report"
    POINT_ANSWERED = "worker:point:answer"
