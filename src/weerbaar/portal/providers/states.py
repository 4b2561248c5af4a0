"""The states of a provider and the one table of what leads from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.providers.errors import UnknownProviderStep
from weerbaar.portal.providers.words import ProviderState


class Hand(StrEnum):
    """Who may take a step: somebody of the provider who decides there, or a vetter (see policies.py)."""

    PROVIDER = "provider"
    VETTER = "vetter"


class Verb(StrEnum):
    """What can be done. UPHOLD: an appeal is right."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    LIST = "list"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    LIFT = "lift"
    UPHOLD = "uphold"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[ProviderState, ...]
    verb: Verb
    target: ProviderState
    who: tuple[Hand, ...]


_PROVIDER, _VETTER = (Hand.PROVIDER,), (Hand.VETTER,)
TABLE = (
    Row(
        (ProviderState.DRAFT, ProviderState.REFUSED, ProviderState.LEFT),
        Verb.SUBMIT,
        ProviderState.SUBMITTED,
        _PROVIDER,
    ),
    Row((ProviderState.SUBMITTED,), Verb.WITHDRAW, ProviderState.DRAFT, _PROVIDER),
    Row((ProviderState.LISTED,), Verb.LEAVE, ProviderState.LEFT, _PROVIDER),
    Row((ProviderState.SUBMITTED,), Verb.LIST, ProviderState.LISTED, _VETTER),
    Row((ProviderState.SUBMITTED,), Verb.REFUSE, ProviderState.REFUSED, _VETTER),
    Row((ProviderState.LISTED,), Verb.SUSPEND, ProviderState.SUSPENDED, _VETTER),
    Row((ProviderState.SUSPENDED,), Verb.LIFT, ProviderState.LISTED, _VETTER),
    Row((ProviderState.REFUSED, ProviderState.SUSPENDED), Verb.UPHOLD, ProviderState.LISTED, _VETTER),
)


def next_state(source: ProviderState, verb: Verb, who: Hand) -> ProviderState:
    """Where the verb leads from here.

    Raises:
        UnknownProviderStep: the table has no such row for this hand.
    """
    for row in TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    raise UnknownProviderStep(source, verb)


def verbs_from(source: ProviderState, who: Hand) -> frozenset[Verb]:
    """What this hand can do from here."""
    return frozenset(row.verb for row in TABLE if source in row.sources and who in row.who)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    return "\n".join(("stateDiagram-v2", f"    [*] --> {ProviderState.DRAFT}: register (provider)", *_lines()))


def _lines() -> Iterator[str]:
    for row in TABLE:
        for source in row.sources:
            yield f"    {source} --> {row.target}: {row.verb} ({', '.join(row.who)})"
