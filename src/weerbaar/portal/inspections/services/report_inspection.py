"""Puts a round into the paper of the trajectory that asks for it, as a draft that a person reads and hands in."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from weerbaar.portal.audit.services.record_event import record_event
from weerbaar.portal.core.actors import Person
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.errors import RoundFault, RoundRefused
from weerbaar.portal.inspections.events import InspectionEvent
from weerbaar.portal.inspections.find import area_for, inspection_in
from weerbaar.portal.inspections.models import Inspection, Point
from weerbaar.portal.inspections.policies import may_run
from weerbaar.portal.inspections.words import Light
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.parks.errors import ParkNotAllowed
from weerbaar.portal.trajectories.selectors import trajectory_of_park
from weerbaar.portal.trajectories.services.write_paper import LONGEST, write_paper

PAPERS = {Light.DAY: "inspection_day", Light.DARK: "inspection_dark"}


def report_inspection(
    park_id: uuid.UUID,
    inspection_id: uuid.UUID,
    *,
    actor: Person,
    language: str = "nl",
    now: datetime | None = None,
) -> uuid.UUID:
    """The id of the draft.

    Raises:
        NoSuchPark, NoSuchInspection: there is none for this person.
        ParkNotAllowed: this person does not run the area.
        RoundRefused: the round is not closed, or the area has no trajectory.
        PaperRefused: the scheme has no such paper.
    """
    with transaction.atomic():
        view = area_for(actor, park_id)
        row = inspection_in(park_id, inspection_id)
        if not may_run(view.role):
            raise ParkNotAllowed
        if row.closed_at is None:
            raise RoundRefused(RoundFault.NOT_CLOSED)
        trajectory = trajectory_of_park(actor, park_id)
        if trajectory is None:
            raise RoundRefused(RoundFault.NO_TRAJECTORY)
        paper = write_paper(trajectory, PAPERS[Light(row.round)], paper_fields(row, language), actor=actor, now=now)
        record_event(InspectionEvent.REPORTED, actor=actor, subject_id=inspection_id)
    return paper


def paper_fields(row: Inspection, language: str) -> dict[str, str]:
    """The fields of the paper: no names of people, no photos."""
    parties = load_safety().parties
    return {
        "date": row.walked_on.isoformat(),
        "route": row.route,
        "participants": ", ".join(parties[party][language] for party in row.participants),
        "points": _cut(_lines(row.points.all(), language)),
        "weather": row.weather,
    }


def _lines(points: Iterable[Point], language: str) -> list[str]:
    types, parties, found = load_inspection().types, load_safety().parties, []
    for number, point in enumerate(points, start=1):
        place = f", {point.place_text}" if point.place_text else ""
        about = f"{point.severity}, {parties[point.owner][language].lower()}, {point.due_on.isoformat()}"
        found.append(f"{number}. {types[point.type].name[language]}{place} ({about})")
    return found or ["0"]


def _cut(lines: list[str]) -> str:
    """As many lines as the field takes, and how many more there are."""
    kept: list[str] = []
    length = 0
    for at, line in enumerate(lines):
        length += len(line) + 1
        if length > LONGEST - 12:
            return "\n".join([*kept, f"+ {len(lines) - at}"])
        kept.append(line)
    return "\n".join(kept)
