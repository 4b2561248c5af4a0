"""Figures that were taken in since the last meeting."""

from collections.abc import Sequence
from datetime import date

from weerbaar.portal.figures.models import FigureImport
from weerbaar.portal.figures.words import ImportState
from weerbaar.portal.figures.words import Source as FigureSource
from weerbaar.portal.meetings.agenda.proposal import Proposal
from weerbaar.portal.meetings.models import Meeting
from weerbaar.portal.meetings.words import MeetingState, Source
from weerbaar.portal.trajectories.models import Trajectory

_NAMES = {
    FigureSource.POLICE_YEAR: {"nl": "Cijfers van de politie per jaar", "en": "Police figures per year"},
    FigureSource.POLICE_MONTH: {"nl": "Cijfers van de politie per maand", "en": "Police figures per month"},
    FigureSource.ACCIDENTS: {"nl": "Cijfers over ongevallen", "en": "Figures on road accidents"},
    FigureSource.FIRE_BRIGADE: {"nl": "Cijfers van de brandweer", "en": "Fire brigade figures"},
}


def new_figures(trajectory: Trajectory, today: date) -> Sequence[Proposal]:
    """One point for each file that counts. The day does not matter to this source."""
    held = Meeting.objects.filter(trajectory=trajectory, state=MeetingState.HELD.value).order_by("-starts_at").first()
    rows = FigureImport.objects.filter(park_id=trajectory.park_id, state=ImportState.TAKEN_IN.value)
    if held is not None:
        rows = rows.filter(at__gt=held.starts_at)
    return [
        Proposal(Source.FIGURES, row.id.hex, _NAMES[FigureSource(row.source)], _period(row))
        for row in rows.order_by("at", "id")
    ]


def _period(row: FigureImport) -> dict[str, str]:
    span = row.first_period if row.first_period == row.last_period else f"{row.first_period} – {row.last_period}"
    return {"nl": span, "en": span}
