"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class FiguresEvent(StrEnum):
    """Everything that happens to figures of an area and is worth remembering."""

    CODES_SET = "person:neighbourhoods:set"
    TAKEN_IN = "person:figures:take-in"
    UNDONE = "person:figures:undo"
