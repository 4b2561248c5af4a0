"""The audit words of a company that asks for help: subject:object:verb."""

from enum import StrEnum


class RequestEvent(StrEnum):
    """What a company does with requests and quotes."""

    MADE = "person:request:make"
    WITHDRAWN = "person:request:withdraw"
    CLOSED = "person:request:close"
    EXPIRED = "scheduler:request:close"
    ATTACHED = "person:request:attach"
    ANSWERED = "person:question:answer"
    CONTACT_ALLOWED = "person:contact:allow"
    REFUSED = "person:quote:refuse"
    ACCEPTED = "person:quote:accept"
    QUOTE_EXPIRED = "scheduler:quote:expire"
    ORDERED = "person:work-order:place"
