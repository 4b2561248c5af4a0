"""Finds a trajectory, paper or measure for somebody with a seat at its area."""

import uuid
from functools import lru_cache

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.selectors import ParkView, park_of
from weerbaar.portal.trajectories.errors import NoSuchMeasure, NoSuchPaper, NoSuchTrajectory
from weerbaar.portal.trajectories.models import Measure, Paper, Trajectory
from weerbaar.portal.trajectories.policies import may_run
from weerbaar.portal.trajectories.schemes.read_scheme import FOLDER, read_scheme
from weerbaar.portal.trajectories.schemes.scheme import Scheme
from weerbaar.questionnaires.content import read_content


def trajectory_for(person: Person, trajectory_id: uuid.UUID, *, lock: bool = False) -> tuple[Trajectory, ParkView]:
    """The trajectory, and its area as this person sees it.

    Raises:
        NoSuchTrajectory: there is none, or the person has no seat at its area.
    """
    rows = Trajectory.objects.select_for_update() if lock else Trajectory.objects
    row = rows.filter(id=trajectory_id).first()
    if row is None:
        raise NoSuchTrajectory
    try:
        return row, park_of(person, row.park_id)
    except NoSuchPark as error:
        raise NoSuchTrajectory from error


def run_by(person: Person, trajectory_id: uuid.UUID) -> tuple[Trajectory, ParkView]:
    """The same, locked, for somebody who runs it; to be called inside a transaction.

    Raises:
        NoSuchTrajectory: there is none, or the person has no seat at its area.
        ParkNotAllowed: the person does not run it.
    """
    row, park = trajectory_for(person, trajectory_id, lock=True)
    if not may_run(park.role):
        raise ParkNotAllowed
    return row, park


def paper_in(trajectory: Trajectory, paper_id: uuid.UUID) -> Paper:
    """A paper of this trajectory.

    Raises:
        NoSuchPaper: there is none.
    """
    row = trajectory.papers.filter(id=paper_id).first()
    if row is None:
        raise NoSuchPaper
    return row


def measure_in(trajectory: Trajectory, measure_id: uuid.UUID) -> Measure:
    """A measure of this trajectory, locked; to be called inside a transaction.

    Raises:
        NoSuchMeasure: there is none.
    """
    row = trajectory.measures.select_for_update().filter(id=measure_id).first()
    if row is None:
        raise NoSuchMeasure
    return row


def scheme_of(trajectory: Trajectory) -> Scheme:
    """The scheme as it was when the trajectory began."""
    return _read(trajectory.scheme, trajectory.scheme_text)


@lru_cache(maxsize=32)
def _read(scheme: str, text: str) -> Scheme:
    # Reading a file of 250 lines takes a tenth of a second, and every page of a trajectory needs it several times.
    return read_scheme(read_content(FOLDER / f"{scheme}.yaml", text))
