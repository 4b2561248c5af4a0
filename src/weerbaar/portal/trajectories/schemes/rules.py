"""The rules for the end of a phase: a tree of `all` and `any` over five kinds of leaves. No free code.

Where a scheme file writes `$name`, the reader of schemes has put the value of that parameter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from weerbaar.portal.trajectories.schemes.states import ArtefactState

Plain = str | int | bool
Where = Mapping[str, Plain | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class All:
    """Every rule is met; also when there is none."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one rule is met."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class HasState:
    """The artefact is at least this far: draft < review < adopted < signed."""

    artefact: str
    state: ArtefactState


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Each of these parties has signed the artefact as it now reads."""

    artefact: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """So many objects of a kind match: at least `least`, at most `most`; None where there is no such bound."""

    entity: str
    where: Where
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Each:
    """Every object of a kind that matches has all of these fields filled. Met when none matches."""

    entity: str
    where: Where
    has: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasReason:
    """A written reason is kept instead of the artefact."""

    artefact: str


@dataclass(frozen=True, slots=True)
class Within:
    """The newest adopted edition of the artefact is not older than so many months."""

    artefact: str
    months: int


Leaf = HasState | SignedBy | Count | Each | HasReason | Within
Rule = All | AnyOf | Leaf


@dataclass(frozen=True, slots=True)
class ArtefactFact:
    """How far one artefact is. `adopted_on` is the day of its newest adopted edition; `signed_by` counts for that text alone."""

    state: ArtefactState | None = None
    signed_by: frozenset[str] = frozenset()
    adopted_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that rules count: a partner, meeting, inspection, measure, goal, audit or remark. `on` is its day."""

    fields: Mapping[str, Plain | None]
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a rule may look at, on one day."""

    today: date
    artefacts: Mapping[str, ArtefactFact] = field(default_factory=dict)
    things: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)

    def artefact(self, artefact: str) -> ArtefactFact:
        """What is known of it; an empty fact when nobody began it."""
        return self.artefacts.get(artefact, ArtefactFact())
