"""Identifiers for DNS queries that nobody can foresee (RFC 5452, section 9.2)."""

import os


class Identifiers:
    """Hands out 16 bits of the system's randomness at a time, drawn `at_once`: asking it for each costs as much as sending."""

    __slots__ = ("_at", "_at_once", "_drawn")

    def __init__(self, at_once: int = 256) -> None:
        self._at_once = at_once
        self._drawn = b""
        self._at = 0

    def draw(self) -> int:
        """The next identifier, each of the 65,536 as likely as another."""
        if self._at >= len(self._drawn):
            self._drawn, self._at = os.urandom(2 * self._at_once), 0
        at = self._at
        self._at += 2
        return self._drawn[at] << 8 | self._drawn[at + 1]
