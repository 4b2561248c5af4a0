"""Who acts. Services take an actor; the audit trail keeps its kind, and of a person the id."""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """The words under which actors stand in the audit trail and in the table of states."""

    VISITOR = "visitor"
    LINK_HOLDER = "link-holder"
    PERSON = "person"
    PROVIDER = "provider"
    WORKER = "worker"
    SCHEDULER = "scheduler"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody without an account. `address` is where the request came from; it is never stored as it is."""

    address: str
    kind: ActorKind = ActorKind.VISITOR


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Somebody who has a private link; `token` is its secret part."""

    token: str
    kind: ActorKind = ActorKind.LINK_HOLDER


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in."""

    user_id: uuid.UUID
    kind: ActorKind = ActorKind.PERSON


@dataclass(frozen=True, slots=True)
class ProviderPerson:
    """Somebody who has signed in and acts for a service provider, towards a company. `organisation_id` is the provider's."""

    user_id: uuid.UUID
    organisation_id: uuid.UUID
    kind: ActorKind = ActorKind.PROVIDER


@dataclass(frozen=True, slots=True)
class Machine:
    """A process of ours."""

    kind: ActorKind


WORKER = Machine(ActorKind.WORKER)
SCHEDULER = Machine(ActorKind.SCHEDULER)
Actor = Visitor | LinkHolder | Person | ProviderPerson | Machine


def user_of(actor: Actor) -> uuid.UUID | None:
    """Which account acts; None for whoever has none."""
    return actor.user_id if isinstance(actor, Person | ProviderPerson) else None
