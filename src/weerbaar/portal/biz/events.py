"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class BizEvent(StrEnum):
    """Everything that happens in an investment zone and is worth remembering."""

    PLANNED = "person:zone:plan"
    CHANGED = "person:zone:change"
    BALLOT_OPENED = "person:ballot:open"
    RETURNS_NOTED = "person:ballot:note"
    COUNTED = "person:ballot:count"
    ENDED = "person:zone:end"
    BUDGETED = "person:budget:set"
    SPENT = "person:spending:enter"
    SPENDING_UNDONE = "person:spending:undo"
    ACCOUNT_CLOSED = "person:account:close"
