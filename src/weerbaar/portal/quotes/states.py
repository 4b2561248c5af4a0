"""The tables of what leads from one state of a request, an invitation and a quote to the next, and who may do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.quotes.errors import NotPossibleNow
from weerbaar.portal.quotes.words import InvitationState, QuoteState, RequestState

S = TypeVar("S", bound=StrEnum)


class Verb(StrEnum):
    """What can be done to a request, an invitation or a quote."""

    WITHDRAW = "withdraw"
    CLOSE = "close"
    SUBMIT = "submit"
    DECLINE = "decline"
    REVOKE = "revoke"
    REPLACE = "replace"
    ACCEPT = "accept"
    REFUSE = "refuse"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Row(Generic[S]):
    """One row of a table: from any of `sources`, by anybody of `who`."""

    sources: tuple[S, ...]
    verb: Verb
    target: S
    who: tuple[ActorKind, ...]


_COMPANY, _SCHEDULER = (ActorKind.PERSON,), (ActorKind.SCHEDULER,)
# A provider with an account, or a supplier with nothing but a link.
_INVITED = (ActorKind.PROVIDER, ActorKind.LINK_HOLDER)
_ALIVE = (InvitationState.INVITED, InvitationState.QUOTED, InvitationState.DECLINED)

REQUEST_TABLE = (
    Row((RequestState.OPEN,), Verb.WITHDRAW, RequestState.WITHDRAWN, _COMPANY),
    Row((RequestState.OPEN,), Verb.CLOSE, RequestState.CLOSED, (*_COMPANY, *_SCHEDULER)),
)
INVITATION_TABLE = (
    Row(_ALIVE, Verb.SUBMIT, InvitationState.QUOTED, _INVITED),
    Row((InvitationState.QUOTED,), Verb.WITHDRAW, InvitationState.INVITED, _INVITED),
    Row((InvitationState.INVITED, InvitationState.QUOTED), Verb.DECLINE, InvitationState.DECLINED, _INVITED),
    Row(_ALIVE, Verb.REVOKE, InvitationState.REVOKED, (*_COMPANY, *_SCHEDULER)),
)
QUOTE_TABLE = (
    Row((QuoteState.SUBMITTED,), Verb.REPLACE, QuoteState.REPLACED, _INVITED),
    # The scheduler does it for a provider that is not listed any more.
    Row((QuoteState.SUBMITTED,), Verb.WITHDRAW, QuoteState.WITHDRAWN, (*_INVITED, *_SCHEDULER)),
    Row((QuoteState.SUBMITTED,), Verb.ACCEPT, QuoteState.ACCEPTED, _COMPANY),
    Row((QuoteState.SUBMITTED,), Verb.REFUSE, QuoteState.REFUSED, _COMPANY),
    Row((QuoteState.SUBMITTED,), Verb.EXPIRE, QuoteState.EXPIRED, _SCHEDULER),
)


def next_state(table: tuple[Row[S], ...], source: S, verb: Verb, who: ActorKind) -> S:
    """Where the verb leads from here.

    Raises:
        NotPossibleNow: the table has no such row for this kind of actor.
    """
    for row in table:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    raise NotPossibleNow(verb, source)


def diagram(table: tuple[Row[S], ...], begin: str) -> str:
    """A table as a Mermaid state diagram; `begin` is what leads to the first state."""
    return "\n".join(("stateDiagram-v2", f"    [*] --> {table[0].sources[0]}: {begin}", *_arrows(table)))


def _arrows(table: tuple[Row[S], ...]) -> Iterator[str]:
    for row in table:
        for source in row.sources:
            yield f"    {source} --> {row.target}: {row.verb} ({', '.join(row.who)})"
