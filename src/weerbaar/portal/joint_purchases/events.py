"""The audit words of this app: subject:object:verb. What concerns a company stands in its own log, and in no other."""

from enum import StrEnum


class PurchaseEvent(StrEnum):
    """Everything that happens to a joint purchase and is worth remembering."""

    OPENED = "person:joint-purchase:open"
    CANCELLED = "person:joint-purchase:cancel"
    CLOSED = "scheduler:joint-purchase:close"
    ENDED = "scheduler:joint-purchase:end"
    ASKED = "scheduler:company:ask"
    JOINED = "person:joint-purchase:join"
    DECLINED = "person:joint-purchase:decline"
    CHOSEN = "person:joint-offer:choose"
    OFFERED = "provider:joint-offer:submit"
    WITHDRAWN = "provider:joint-offer:withdraw"
    CAUSE_SHARED = "scheduler:common-cause:find"
    CAUSE_ANSWERED = "person:common-cause:answer"
