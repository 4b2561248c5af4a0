"""Who is right where a tool and we differ, and by which paragraph of which document."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Decision:
    """`right` is ours, theirs (and then our check was mended) or both: the question differs. `source` has the paragraph."""

    oracle: str
    check: str
    archetypes: tuple[str, ...]
    right: str
    why: str
    source: str


@lru_cache(maxsize=1)
def decisions() -> tuple[Decision, ...]:
    """All rows of decisions.toml."""
    rows = tomllib.loads((Path(__file__).parent / "decisions.toml").read_text("utf-8"))["decision"]
    return tuple(Decision(**{**row, "archetypes": tuple(row["archetypes"])}) for row in rows)


def decided(oracle: str, check: str, domain: str) -> Decision | None:
    """The decision about one disagreement; the archetype is the company's name without number."""
    archetype = archetype_of(domain)
    for decision in decisions():
        if (decision.oracle, decision.check) == (oracle, check) and archetype in decision.archetypes:
            return decision
    return None


def archetype_of(domain: str) -> str:
    """The row of the lab's table: `spf-void-0001.nl` is of `spf-void`."""
    return re.sub(r"-\d{4}\.nl$", "", domain)
