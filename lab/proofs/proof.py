"""One proof: look at something, and find what must be there."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Proof:
    """`archetype` is the id of the row that this proves, or the name of a part of the lab itself.

    `look` returns what a tool showed. The proof holds when the pattern `wanted` is found in it, `.` crossing lines and
    case ignored, and the pattern `unwanted`, if any, is not.
    """

    archetype: str
    what: str
    look: Callable[[], str]
    wanted: str
    unwanted: str = ""

    def fails(self) -> str:
        """Nothing when the proof holds, else what was seen instead."""
        seen = self.look()
        flags = re.DOTALL | re.IGNORECASE
        if not re.search(self.wanted, seen, flags):
            return f"{self.archetype}: {self.what}: wanted /{self.wanted}/, saw {seen[-600:]!r}"
        if self.unwanted and re.search(self.unwanted, seen, flags):
            return f"{self.archetype}: {self.what}: did not want /{self.unwanted}/, saw {seen[-600:]!r}"
        return ""
