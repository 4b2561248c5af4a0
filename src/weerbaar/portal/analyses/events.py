"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class AnalysisEvent(StrEnum):
    """Everything that happens to the analysis of an area and is worth remembering."""

    BEGUN = "person:analysis:begin"
    RENEWED = "person:analysis:renew"
    EDITED = "person:analysis:edit"
    ADOPTED = "person:analysis:adopt"
    DROPPED = "person:analysis:drop"
