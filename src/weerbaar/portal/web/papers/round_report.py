"""The report of a walk-round on paper: who walked where, how each party stands, and every point. At most four pages."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

import weerbaar
from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.selectors import PointView, RoundView, figures_of
from weerbaar.portal.parks.selectors import ParkView
from weerbaar.portal.web.components.moments import day, plain_day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.portal.web.park.inspection_words import point_mark, point_name
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language

# So many rows of four lines each, the longest there are, fit on four pages; the file for a spreadsheet has them all.
MOST_POINTS = 44
LONGEST_ABOUT = 84
LONGEST_ROUTE = 300
MOST_PARTIES = 6


def round_paper(
    park: ParkView, one: RoundView, points: Sequence[PointView], language: Language, now: datetime
) -> bytes:
    """The report as a PDF. No photos and no names: it goes round among the parties."""
    shown, words = points[:MOST_POINTS], language.value
    more = len(points) - len(shown)
    data = {
        "language": words,
        "title": load_inspection().rounds[one.light].name[words],
        "lead": f"{clean(park.name, 120)}, {plain_day(one.walked_on)}",
        "facts": [
            (_("Route"), clean(one.route, LONGEST_ROUTE) or "–"),
            (_("Who walked along"), ", ".join(party_name(party, words) for party in one.participants) or "–"),
            (_("Weather"), clean(one.weather, 120) or "–"),
        ],
        "parties_title": _("Who repairs what"),
        "parties_head": [_("Party"), _("Points"), _("Not solved"), _("Late")],
        "parties": [
            (party_name(figures.party, words), str(figures.points), str(figures.unsolved), str(figures.late))
            for figures in figures_of(points)[:MOST_PARTIES]
        ],
        "points_title": _("Points"),
        "points_head": [_("No."), _("What and where"), _("Who"), _("Solved before"), _("Status")],
        "points": [_row(number, point, words) for number, point in enumerate(shown, start=1)],
        "none": _("No points were seen on this round."),
        "more": _("And %(number)s more: see the file for a spreadsheet.") % {"number": more} if more else "",
        "foot": f"Weerbaar {weerbaar.__version__} · {day(now)}",
    }
    return typeset("round_report.typ", data, timezone.localtime(now))


def _row(number: int, point: PointView, language: str) -> tuple[str, str, str, str, str, str]:
    about = ", ".join(text for text in (point.place_text, point.text) if text)
    return (
        str(number),
        clean(point_name(point, language), 80),
        clean(about, LONGEST_ABOUT),
        party_name(point.owner, language),
        plain_day(point.due_on),
        point_mark(point)[1],
    )
