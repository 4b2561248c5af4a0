"""The newsletter of a quarter on one page: what taking part brought, for the people of the association."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import weerbaar
from weerbaar.portal.analyses.arguments import arguments
from weerbaar.portal.analyses.brought import Brought
from weerbaar.portal.analyses.quarters import Quarter
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language

# What fits on one page beside the rest.
MOST_MEASURES = 7


def newsletter(found: Brought, quarter: Quarter, words: str, language: Language, now: datetime) -> bytes:
    """The page as a PDF, in the language of the reader."""
    more = len(found.measures) - MOST_MEASURES
    measures = [clean(what, 160) for what in found.measures[:MOST_MEASURES]]
    if more > 0:
        measures.append(ngettext("And %(number)s more.", "And %(number)s more.", more) % {"number": more})
    data = {
        "language": language.value,
        "title": _("Newsletter: quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.year},
        "lead": clean(found.park.name, 120),
        "words": clean(words, 600),
        "numbers": [
            (str(found.participants), _("companies take part")),
            (str(found.points_solved), _("points solved")),
            ("–" if found.median_days is None else f"{found.median_days:g}", _("days to repair, in the middle")),
            (str(len(found.measures)), _("measures done")),
        ],
        "measures_title": _("What was done"),
        "measures": measures or [_("No measure was finished in this quarter.")],
        "join_title": _("Why take part?"),
        "join": [f"{one.text[language.value]} ({one.source})" for one in arguments()],
        "note": _("Results of a single company are never in this newsletter."),
        "foot": f"Weerbaar {weerbaar.__version__} · {day(now)}",
    }
    return typeset("newsletter.typ", data, now)
