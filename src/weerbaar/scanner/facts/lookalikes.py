"""Which names that look like the domain somebody has registered."""

from dataclasses import dataclass

from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation


@dataclass(frozen=True, slots=True)
class Lookalike:
    """One name that exists. `kind` says how it was made from the domain; `mail` and `website` whether it takes mail or visitors.

    A time-out is no answer: then the observation is Unobserved, and the name counts as neither.
    """

    name: str
    kind: str
    mail: Observation[bool]
    website: Observation[bool]


@dataclass(frozen=True, slots=True)
class LookalikeSurvey:
    """`asked` names were asked, `unanswered` of them gave no answer; `registered` are those that exist.

    `own` are the registered ones that share a name server with the domain: probably its owner's.
    """

    asked: int
    unanswered: int
    registered: tuple[Lookalike, ...]
    own: tuple[str, ...] = ()


SURVEY: Fact[LookalikeSurvey] = Fact("lookalikes.survey", LookalikeSurvey)
