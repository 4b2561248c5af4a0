"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class WaveState(StrEnum):
    """DRAFT: nobody can answer yet. CLOSED: nobody can answer any more, and the answers were counted once."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Sender(StrEnum):
    """What asks questions of a company by letter."""

    SURVEY = "survey"
    SURVEY_REMINDER = "survey-reminder"
    OTHER = "other"
