"""How bad an outcome is for the company behind the domain."""

from enum import StrEnum


class Severity(StrEnum):
    """Ordered from harmless to urgent. A scoring policy may override the default of a check.

    NONE      nothing to do: the outcome is fine, or could not be determined.
    LOW       an extra layer is missing; nobody can abuse that by itself (no security.txt).
    MEDIUM    somebody with a good position or some luck can abuse it (no HSTS, TLS 1.0 offered).
    HIGH      a stranger can abuse it today, against customers or staff (anyone can send mail in your name).
    CRITICAL  a stranger can get in or stop the company today (remote desktop open to the internet).
    """

    NONE = "NONE"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"

    @property
    def rank(self) -> int:
        """0 for NONE to 4 for CRITICAL: for sorting and for `--fail-on`."""
        return list(Severity).index(self)
