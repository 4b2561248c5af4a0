"""What a rule asks for, in sentences that are kept and audited: each in both languages."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.trajectories.schemes.evaluate import Missing
from weerbaar.portal.trajectories.schemes.field_names import LANGUAGES
from weerbaar.portal.trajectories.schemes.rules import Count, Each, HasReason, HasState, Leaf, SignedBy, Within
from weerbaar.portal.trajectories.schemes.scheme import Scheme


def say_missing(entry: Missing, scheme: Scheme) -> dict[str, str]:
    """One thing that was missing, by language; where several ways would do, all of them."""
    return {
        language: _words()[language]["or"].join(
            " ".join(say_leaf(leaf, scheme, language) for leaf in way) for way in entry.ways
        )
        for language in LANGUAGES
    }


def say_leaf(leaf: Leaf, scheme: Scheme, language: str) -> str:
    """What one leaf asks for."""
    words = _words()[language]

    def paper(kind: str) -> str:
        return scheme.artefacts[kind].name[language]

    match leaf:
        case HasState(kind, _):
            return words["state"].format(paper=paper(kind))
        case SignedBy(kind, parties):
            names = ", ".join(_party(party, language) for party in parties)
            return words["signed"].format(paper=paper(kind), parties=names)
        case HasReason(kind):
            return words["reason"].format(paper=paper(kind))
        case Within(kind, months):
            return words["within"].format(paper=paper(kind), months=months)
        case Count(entity, _, least, most):
            word, number = ("most", most) if least is None else ("least", least)
            return words[word].format(number=number, things=words.get(entity, entity))
        case Each(_, _, has):
            return words["each"].format(fields=", ".join(words.get(name, name) for name in has))


def _party(party: str, language: str) -> str:
    texts = load_safety().parties.get(party)
    return texts[language] if texts else party.replace("_", " ")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "rules.toml").read_text("utf-8"))
    return found
