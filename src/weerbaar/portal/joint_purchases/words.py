"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class PurchaseState(StrEnum):
    """COLLECTING: companies join and providers quote, until the closing day. CHOOSING: each company chooses for itself."""

    COLLECTING = "collecting"
    CHOOSING = "choosing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AskedAnswer(StrEnum):
    """What a company that was asked did with it."""

    NONE = "none"
    JOINED = "joined"
    DECLINED = "declined"
