"""How far a probe goes, and so whose permission it needs."""

from enum import StrEnum


class Intrusiveness(StrEnum):
    """PASSIVE  DNS, mail hosts as far as STARTTLS, TLS hellos, the public website, and services that the domain announces to
             mail programs: needs no permission.
    LIGHT    pages that nobody links to: needs proven ownership of the domain.
    ACTIVE   other ports and the versions they announce: needs ownership and a `ScanAuthorisation`.
    """

    PASSIVE = "PASSIVE"
    LIGHT = "LIGHT"
    ACTIVE = "ACTIVE"

    @property
    def rank(self) -> int:
        """0 for PASSIVE to 2 for ACTIVE."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Intrusiveness)}
