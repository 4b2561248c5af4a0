"""Who plays in the story, and what the scenes remember of each other."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from weerbaar.portal.audits.services.certify import Certifier
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.serve.story.moved_clock import MovedClock
from weerbaar.portal.serve.story.read_park import StoryCompany, StoryPark


@dataclass(frozen=True, slots=True)
class Firm:
    """A company of the area that has an account: its id, its owner, and what the story knows of it."""

    id: uuid.UUID
    owner: Person
    known: StoryCompany


@dataclass
class Cast:
    """Everybody, and the ids of what was made. `password` is what they sign in with; without one nobody of them can."""

    park: StoryPark
    start: date
    clock: MovedClock
    password: str | None
    manager: Person
    guide: Person
    park_id: uuid.UUID
    partners: dict[PartnerKind, Person] = field(default_factory=dict)
    firms: list[Firm] = field(default_factory=list)
    trajectory_id: uuid.UUID = field(default_factory=uuid.uuid4)
    measures: dict[str, uuid.UUID] = field(default_factory=dict)
    made: dict[str, uuid.UUID] = field(default_factory=dict)
    audits: dict[str, Certifier] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The moment of the scene."""
        return timezone.now()

    @property
    def today(self) -> date:
        """The day of the scene."""
        return timezone.localdate()

    def wait(self, days: int) -> None:
        """Let so many days pass within a scene."""
        self.clock.move_to(self.now + timedelta(days=days))

    def in_days(self, days: int) -> date:
        """So many days from the scene."""
        return self.today + timedelta(days=days)

    def at(self, *parties: PartnerKind) -> Sequence[Person]:
        """Who speaks for these parties, in this order."""
        return [self.partners[party] for party in parties]
