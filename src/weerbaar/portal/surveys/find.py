"""Finds a survey for somebody with a seat at its area, or for whoever holds its link."""

import uuid

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import NoSuchPark
from weerbaar.portal.parks.selectors import ParkView, assert_may_run, park_of
from weerbaar.portal.surveys.errors import NoSuchWave
from weerbaar.portal.surveys.models import Wave


def wave_for(person: Person, park_id: uuid.UUID, wave_id: uuid.UUID) -> tuple[Wave, ParkView]:
    """The survey, and its area as this person sees it.

    Raises:
        NoSuchWave: there is none, or the person has no seat at its area.
    """
    try:
        park = park_of(person, park_id)
    except NoSuchPark as error:
        raise NoSuchWave from error
    row = Wave.objects.filter(id=wave_id, park_id=park_id).first()
    if row is None:
        raise NoSuchWave
    return row, park


def wave_run_by(person: Person, park_id: uuid.UUID, wave_id: uuid.UUID) -> Wave:
    """The survey, locked, for somebody who runs its area; to be called inside a transaction.

    Raises:
        NoSuchWave: there is none.
        NoSuchPark, ParkNotAllowed: the person has no seat, or does not run the area.
    """
    assert_may_run(person, park_id)
    row = Wave.objects.select_for_update().filter(id=wave_id, park_id=park_id).first()
    if row is None:
        raise NoSuchWave
    return row


def wave_by_link(link_token: str) -> Wave:
    """The survey with this link.

    Raises:
        NoSuchWave: the link opens nothing.
    """
    row = Wave.objects.filter(link_token=link_token).first()
    if row is None:
        raise NoSuchWave
    return row
