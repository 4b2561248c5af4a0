"""What can be refused about an area. Values only; pages make the sentences.

PortalError
├── NoSuchPark       there is none, or this person has no seat there: the same answer for both
└── ParkNotAllowed   the person has a seat, and another role is needed
"""

from weerbaar.portal.core.errors import PortalError


class NoSuchPark(PortalError):
    """There is none, or this person has no seat there."""


class ParkNotAllowed(PortalError):
    """The person has a seat there, and another role is needed."""
