"""The closed lists of this app. Stored values are these words; people read their translation."""

from enum import StrEnum


class Scope(StrEnum):
    """What a token may do. None holds another: who may quote and not read chooses only that."""

    REQUESTS_READ = "requests:read"
    REQUESTS_ANSWER = "requests:answer"
    QUOTES_READ = "quotes:read"
    QUOTES_WRITE = "quotes:write"
    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"


class DeliveryState(StrEnum):
    """Where the message of an event to an address stands. WAITING: for its first try or the next."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given-up"


class DeliveryFault(StrEnum):
    """Why a try failed. ADDRESS: it leads to a place inside, where we do not go. SECRET: ours cannot be read any more."""

    NO_ADDRESS = "no-address"
    ADDRESS = "address"
    NOT_REACHED = "not-reached"
    TOO_SLOW = "too-slow"
    CERTIFICATE = "certificate"
    REDIRECT = "redirect"
    REFUSED = "refused"
    SECRET = "secret"  # noqa: S105 (a word, not a password)
