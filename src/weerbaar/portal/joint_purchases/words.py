"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class PurchaseState(StrEnum):
    """COLLECTING: companies join and providers quote, until the closing day. CHOOSING: each company chooses for itself."""

    COLLECTING = "collecting"
    CHOOSING = "choosing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ReplyAnswer(StrEnum):
    """What a company said to a purchase."""

    NONE = "none"
    JOINED = "joined"
    DECLINED = "declined"


class TieKind(StrEnum):
    """What companies can have in common that anybody can see from outside: who runs their mail, website or domain."""

    MAIL = "mail"
    WEB = "web"
    DOMAIN = "domain"


class TieAnswer(StrEnum):
    """What a company said to asking together."""

    NONE = "none"
    ASK = "ask"
    NO = "no"
