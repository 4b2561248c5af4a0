"""What reads editions of the analysis. Every reading starts from a person with a seat at the area."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.analyses.edition_text import part_of
from weerbaar.portal.analyses.evidence import Fact, Part
from weerbaar.portal.analyses.find import edition_in, reader_of
from weerbaar.portal.analyses.models import AnalysisEdition, AspectText
from weerbaar.portal.analyses.services.adopt_edition import hash_of, text_now
from weerbaar.portal.analyses.words import EditionState
from weerbaar.portal.core.actors import Person
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.selectors import ParkView
from weerbaar.questionnaires.bank import Texts


@dataclass(frozen=True, slots=True)
class EditionCard:
    """An edition in the list."""

    id: uuid.UUID
    number: int
    state: EditionState
    since: date
    until: date
    made_at: datetime
    adopted_at: datetime | None
    adopted_by_name: str

    @property
    def is_adopted(self) -> bool:
        """Whether its text is fixed."""
        return self.state is EditionState.ADOPTED


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Something on the map of an aspect, in degrees."""

    name: Texts
    longitude: float
    latitude: float


@dataclass(frozen=True)
class AspectView:
    """What an edition says about one aspect."""

    aspect: str
    facts: Sequence[Fact]
    generated: Mapping[str, Mapping[str, Sequence[str]]]
    edited: Mapping[str, str]
    edited_at: datetime | None
    edited_by_name: str
    places: Sequence[PlaceView]

    def part(self, part: Part, language: str) -> list[str]:
        """The sentences of one part: the words of people, else those that were made."""
        return part_of(self.generated, self.edited, part, language)


@dataclass(frozen=True)
class EditionView:
    """A whole edition. `text_hash` is that of the text as it is now; once adopted it never changes."""

    card: EditionCard
    park: ParkView
    aspects: Sequence[AspectView]
    refs: Sequence[Mapping[str, str]]
    text: str
    text_hash: str

    @property
    def facts(self) -> list[Fact]:
        """Of all aspects."""
        return [fact for aspect in self.aspects for fact in aspect.facts]


def editions_of(person: Person, park_id: uuid.UUID) -> list[EditionCard]:
    """All editions of an area, newest first.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not read them.
    """
    reader_of(person, park_id)
    return [_card(row) for row in AnalysisEdition.objects.filter(park_id=park_id).order_by("-number")]


def edition_of(person: Person, park_id: uuid.UUID, edition_id: uuid.UUID) -> EditionView:
    """A whole edition.

    Raises:
        NoSuchPark, ParkNotAllowed: this person does not read them.
        NoSuchEdition: there is none.
    """
    park = reader_of(person, park_id)
    row = edition_in(park_id, edition_id)
    order = list(load_safety().aspects)
    texts = sorted(row.aspects.all(), key=lambda text: order.index(text.aspect))
    names = names_of([text.edited_by_id for text in texts if text.edited_by_id])
    text = row.text or text_now(row)
    return EditionView(
        card=_card(row),
        park=park,
        aspects=[_aspect(one, row.places, names) for one in texts],
        refs=row.refs,
        text=text,
        text_hash=row.text_hash or hash_of(text),
    )


def _card(row: AnalysisEdition) -> EditionCard:
    return EditionCard(
        id=row.id,
        number=row.number,
        state=EditionState(row.state),
        since=row.since,
        until=row.until,
        made_at=row.made_at,
        adopted_at=row.adopted_at,
        adopted_by_name=row.adopted_by_name,
    )


def _aspect(row: AspectText, places: Sequence[Mapping[str, object]], names: Mapping[uuid.UUID, str]) -> AspectView:
    return AspectView(
        aspect=row.aspect,
        facts=[Fact.read(fact) for fact in row.facts],
        generated=row.generated,
        edited=row.edited,
        edited_at=row.edited_at,
        edited_by_name=names.get(row.edited_by_id, "") if row.edited_by_id else "",
        places=[
            PlaceView(place["name"], place["longitude"], place["latitude"])  # type: ignore[arg-type]
            for place in places
            if place["aspect"] == row.aspect
        ],
    )
