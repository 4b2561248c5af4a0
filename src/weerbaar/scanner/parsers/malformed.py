"""Text that does not follow its grammar, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Malformed:
    """`text` is the part that is wrong, `at` its offset in characters from the start, `fault` a short word for it.

    Parsers return this instead of raising: a broken record is trouble of the world.
    """

    text: str
    at: int
    fault: str
