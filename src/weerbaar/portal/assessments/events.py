"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class AssessmentEvent(StrEnum):
    """Everything that happens to an assessment and is worth remembering."""

    STARTED = "person:assessment:start"
    ANSWERED = "person:answer:record"
    FINISHED = "person:assessment:finish"
    SUPPLIER_ANSWERED = "link-holder:answer:record"
    MEASURED = "scheduler:answer:measure"
    DOCUMENT_ADDED = "person:document:add"
    DOCUMENT_ERASED = "person:document:erase"
