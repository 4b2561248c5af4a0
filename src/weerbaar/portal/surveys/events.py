"""The audit words of this app: subject:object:verb. None of them is about an answer or about who gave one."""

from enum import StrEnum


class SurveyEvent(StrEnum):
    """What who runs an area does with a survey."""

    PLANNED = "person:survey:plan"
    CHANGED = "person:survey:change"
    OPENED = "person:survey:open"
    CLOSED = "person:survey:close"
    ENDED = "scheduler:survey:close"
    INVITED = "person:survey:send"
    REMINDED = "person:survey:remind"
    LINKS_MADE = "person:survey-links:make"
