"""Names of the domain that only point to a name elsewhere."""

from dataclasses import dataclass

from weerbaar.scanner.facts.dns import AnswerKind
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


@dataclass(frozen=True, slots=True)
class Page:
    """The answer of the service behind an alias: its status and the beginning of its page."""

    status: int
    text: str


@dataclass(frozen=True, slots=True)
class Alias:
    """`name` is an alias that ends at `target`, outside the domain. `kind` says what stands there.

    `domain_exists` tells whether the registrable domain of the target exists; asked only where the target does not.
    `page` is what the service answers for `name`; asked only of services that show so when nobody has claimed the name.
    """

    name: str
    target: str
    kind: AnswerKind
    domain_exists: Observation[bool]
    page: Observation[Page]


@dataclass(frozen=True, slots=True)
class AliasSurvey:
    """`asked` are the names looked at, `unanswered` those without an answer, `aliases` those that point elsewhere."""

    asked: tuple[str, ...]
    unanswered: tuple[str, ...]
    aliases: tuple[Alias, ...]


ALIASES: Fact[AliasSurvey] = Fact("aliases.survey", AliasSurvey)
