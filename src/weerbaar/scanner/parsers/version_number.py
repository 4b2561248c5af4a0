"""Numbers of versions, compared part by part."""

import re
from dataclasses import dataclass
from functools import total_ordering

_SHAPE = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,4})(?:[-.]?(?:alpha|beta|rc|b|a)\.?\d*)?\Z", re.IGNORECASE)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class VersionNumber:
    """`parts` of `1.12.4` are (1, 12, 4); `1.12` and `1.12.0` are the same version."""

    parts: tuple[int, ...]
    is_preview: bool = False

    @classmethod
    def parse(cls, text: str) -> "VersionNumber | None":
        """Read a number of up to five parts, with a word for a preview behind it; anything else is None."""
        found = _SHAPE.match(text.strip())
        if found is None:
            return None
        bare = text.strip().lstrip("vV")
        return cls(tuple(int(part) for part in found[1].split(".")), len(found[1]) < len(bare))

    @property
    def _key(self) -> tuple[tuple[int, ...], bool]:
        parts = self.parts
        while parts and parts[-1] == 0:
            parts = parts[:-1]
        return parts, not self.is_preview  # a preview comes before the release

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VersionNumber) and self._key == other._key

    def __lt__(self, other: "VersionNumber") -> bool:
        return self._key < other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def is_of(self, line: "VersionNumber") -> bool:
        """Whether the version begins as the line does: 10.3.1 is of 10 and of 10.3, not of 1."""
        return self.parts[: len(line.parts)] == line.parts
