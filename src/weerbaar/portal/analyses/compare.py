"""Two editions side by side: the same figures then and now. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from weerbaar.portal.analyses.evidence import Direction, Fact, direction_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of both editions."""

    then: Fact
    now: Fact

    @property
    def direction(self) -> Direction:
        """How it changed."""
        return direction_of(self.then.value, self.now.value)

    @property
    def is_better(self) -> bool | None:
        """Whether it changed as wanted; None when it stayed the same, or when neither is better."""
        if self.now.lower is None or self.direction is Direction.SAME:
            return None
        return (self.direction is Direction.LESS) == self.now.lower


def compare(then: Iterable[Fact], now: Iterable[Fact]) -> list[Compared]:
    """The figures that both have, in the order of the later one. What only one of them knows is not compared."""
    earlier = {(fact.key, fact.unit): fact for fact in then}
    return [Compared(earlier[fact.key, fact.unit], fact) for fact in now if (fact.key, fact.unit) in earlier]
