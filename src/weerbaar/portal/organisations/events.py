"""The audit words of this app: subject:object:verb."""

from enum import StrEnum


class OrganisationEvent(StrEnum):
    """Everything that happens to an organisation and is worth remembering."""

    FOUNDED = "person:organisation:found"
    CHANGED = "person:organisation:change"
    INVITED = "person:colleague:invite"
    INVITATION_WITHDRAWN = "person:invitation:withdraw"
    JOINED = "person:organisation:join"
    ROLE_CHANGED = "person:role:change"
    REMOVED = "person:colleague:remove"
    LEFT = "person:organisation:leave"
    GRANTED = "person:grant:give"
    GRANT_WITHDRAWN = "person:grant:withdraw"
    LOOKED = "receiver:organisation:look"
    CARD_WRITTEN = "person:emergency-card:write"
    DELETED = "person:organisation:delete"
