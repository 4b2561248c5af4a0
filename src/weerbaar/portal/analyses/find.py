"""Finds an edition for somebody with a seat at its area."""

import uuid

from weerbaar.portal.analyses.errors import AnalysisIsFixed, NoSuchEdition
from weerbaar.portal.analyses.models import AnalysisEdition
from weerbaar.portal.analyses.policies import may_read, may_write
from weerbaar.portal.analyses.words import EditionState
from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.parks.selectors import ParkView, park_of


def reader_of(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for who may read its analysis.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: an insurer.
    """
    park = park_of(person, park_id)
    if not may_read(park.role, park.party):
        raise ParkNotAllowed
    return park


def writer_of(person: Person, park_id: uuid.UUID) -> ParkView:
    """The area, for who writes its analysis.

    Raises:
        NoSuchPark: no seat.
        ParkNotAllowed: the person does not run it.
    """
    park = park_of(person, park_id)
    if not may_write(park.role):
        raise ParkNotAllowed
    return park


def edition_in(park_id: uuid.UUID, edition_id: uuid.UUID) -> AnalysisEdition:
    """An edition of this area.

    Raises:
        NoSuchEdition: there is none.
    """
    row = AnalysisEdition.objects.filter(id=edition_id, park_id=park_id).first()
    if row is None:
        raise NoSuchEdition
    return row


def draft_in(park_id: uuid.UUID, edition_id: uuid.UUID) -> AnalysisEdition:
    """A draft of this area, locked; to be called inside a transaction.

    Raises:
        NoSuchEdition: there is none.
        AnalysisIsFixed: it was adopted.
    """
    row = AnalysisEdition.objects.select_for_update().filter(id=edition_id, park_id=park_id).first()
    if row is None:
        raise NoSuchEdition
    if row.state != EditionState.DRAFT.value:
        raise AnalysisIsFixed
    return row
