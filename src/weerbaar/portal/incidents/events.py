"""The audit words of this app: subject:object:verb. None holds the kind of an incident: a log is read by more people."""

from enum import StrEnum


class IncidentEvent(StrEnum):
    """Everything about reports, water and fire that is worth remembering."""

    REPORTED = "person:incident:report"
    CORRECTED = "person:incident:correct"
    WITHDRAWN = "person:incident:withdraw"
    NOTED = "person:security-incident:note"
    ERASED = "person:security-incident:erase"
    TAKEN_UP = "person:incident:take"
    CLOSED = "person:incident:close"
    CONTACT_WRITTEN = "person:area-contact:write"
    CONTACT_REMOVED = "person:area-contact:remove"
    DEPTHS_LOOKED = "person:plot-depths:propose"
    DEPTHS_TAKEN = "person:plot-depths:import"
    DEPTHS_UNDONE = "person:plot-depths:undo"
    FACT_WRITTEN = "person:fire-fact:write"
    FACT_REMOVED = "person:fire-fact:remove"
    PLOT_ANSWERED = "person:plot-question:answer"
    GOODS_ADDED = "person:hazardous-goods:add"
    GOODS_REMOVED = "person:hazardous-goods:remove"
    GOODS_LOOKED = "person:hazardous-goods:look"
