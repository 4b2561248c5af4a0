"""The states of a joint purchase and the one table of what leads from one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.joint_purchases.errors import PurchaseNotPossible
from weerbaar.portal.joint_purchases.words import PurchaseState


class PurchaseVerb(StrEnum):
    """What can be done to a purchase."""

    CANCEL = "cancel"
    CLOSE = "close"
    END = "end"


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One row of the table: from any of `sources`, by anybody of `who`."""

    sources: tuple[PurchaseState, ...]
    verb: PurchaseVerb
    target: PurchaseState
    who: tuple[ActorKind, ...]


# A purchase that nobody joined is closed like any other: another way would tell that nobody did.
PURCHASE_TABLE = (
    PurchaseRow((PurchaseState.COLLECTING,), PurchaseVerb.CANCEL, PurchaseState.CANCELLED, (ActorKind.PERSON,)),
    PurchaseRow((PurchaseState.COLLECTING,), PurchaseVerb.CLOSE, PurchaseState.CHOOSING, (ActorKind.SCHEDULER,)),
    PurchaseRow((PurchaseState.CHOOSING,), PurchaseVerb.END, PurchaseState.CLOSED, (ActorKind.SCHEDULER,)),
)


def next_purchase_state(source: PurchaseState, verb: PurchaseVerb, who: ActorKind) -> PurchaseState:
    """Where the verb leads from here.

    Raises:
        PurchaseNotPossible: the table has no such row for this kind of actor.
    """
    for row in PURCHASE_TABLE:
        if row.verb is verb and source in row.sources and who in row.who:
            return row.target
    raise PurchaseNotPossible(verb, source)


def purchase_diagram() -> str:
    """The table as a Mermaid state diagram."""
    return "\n".join(("stateDiagram-v2", f"    [*] --> {PurchaseState.COLLECTING}: open (person)", *_arrows()))


def _arrows() -> Iterator[str]:
    for row in PURCHASE_TABLE:
        for source in row.sources:
            yield f"    {source} --> {row.target}: {row.verb} ({', '.join(row.who)})"
