"""What the map and lists of an area say, as the fields of the paper about it. In Dutch, as the papers are."""

import hashlib
import json

from django.utils import formats, translation

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.area_selectors import BoundaryView, FacilityView, boundary_of, facilities_of, figures_of
from weerbaar.portal.trajectories.selectors import TrajectoryView, paper_of
from weerbaar.portal.trajectories.services.write_paper import write_paper
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.entrepreneur.texts import sector_words
from weerbaar.portal.web.park.area_words import facility_words

KIND = "area_sheet"


def put_into_paper(view: TrajectoryView, person: Person) -> None:
    """A draft with what is known here. What people wrote in other fields stays; an empty figure overwrites nothing.

    Raises:
        ParkNotAllowed: this person does not run the area.
    """
    artefact = view.scheme.artefacts[KIND]
    known = {*artefact.required, *artefact.optional}
    paper = paper_of(view, KIND)
    there = dict(paper.fields) if paper else {}
    ours = {name: text for name, text in paper_fields(person, view).items() if text and name in known}
    write_paper(view.id, KIND, {**there, **ours}, actor=person)


def paper_fields(person: Person, view: TrajectoryView) -> dict[str, str]:
    """The fields that follow from the map and lists."""
    park_id = view.park.id
    figures = figures_of(person, park_id)
    with translation.override("nl"):
        words = {str(word): text for word, text in sector_words().items()}
        return {
            "boundary": _boundary(boundary_of(person, park_id)),
            "establishments_count": str(figures.establishments or ""),
            "sectors": "\n".join(f"{words[sector]}: {number}" for sector, number in figures.sectors),
            "vacancy_count": str(figures.vacant) if figures.establishments or figures.vacant else "",
            "collective_security": "\n".join(_facility(one) for one in facilities_of(person, park_id)),
        }


def _boundary(boundary: BoundaryView | None) -> str:
    """Size, day and a checksum, so that an auditor can tell which outline was meant."""
    if boundary is None:
        return ""
    hectares = formats.localize(round(boundary.area_ha, 1))
    told = boundary.source
    lines = [f"{hectares} hectare, vastgelegd op {day(boundary.set_at)}."]
    if "RIN_NUMMER" in told:
        lines.append(f"IBIS: nummer {told['RIN_NUMMER']}, {told.get('PLAN_NAAM', '')}, {told.get('JAAR', '')}.")
    text = json.dumps(boundary.geometry, sort_keys=True, separators=(",", ":"))
    lines.append(f"Controlegetal van de omtrek (SHA-256): {hashlib.sha256(text.encode()).hexdigest()}")
    return "\n".join(lines)


def _facility(one: FacilityView) -> str:
    keeper = f" (beheer: {one.keeper})" if one.keeper else ""
    return f"{facility_words()[one.kind]}: {one.place}{keeper}"
