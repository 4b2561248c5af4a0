"""How far a probe goes, and so whose permission it needs."""

from enum import StrEnum


class Intrusiveness(StrEnum):
    """PASSIVE  DNS, one mail greeting with STARTTLS, TLS hellos, the public website: needs no permission.
    LIGHT    pages that nobody links to: needs proven ownership of the domain.
    ACTIVE   other ports and the versions they announce: needs ownership and a `ScanAuthorisation`.
    """

    PASSIVE = "PASSIVE"
    LIGHT = "LIGHT"
    ACTIVE = "ACTIVE"

    @property
    def rank(self) -> int:
        """0 for PASSIVE to 2 for ACTIVE."""
        return list(Intrusiveness).index(self)
