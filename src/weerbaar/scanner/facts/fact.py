"""A fact: the typed key under which one kind of observation stands on the fact sheet."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from weerbaar.scanner.facts.observation import Observation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """`key` is `<module>.<name>`, such as `mail.dmarc`; `shape` is the type of the observed value.

    Facts are declared as module constants beside the dataclasses of their shape, once each.
    `shape` may be any type that `facts.codec` can write: str, int, bool, bytes, datetime, enum, dataclass,
    and tuple, dict and Observation of these.
    """

    key: str
    shape: Any = field(compare=False, hash=False, repr=False)

    @property
    def observation_shape(self) -> Any:
        """The type of what stands on the sheet under this key: `Observed[shape] | Unobserved`."""
        generic: Any = Observation
        return generic[self.shape]
