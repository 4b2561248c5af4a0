"""The safety analysis on paper: per subject what is seen, what companies say and what is not known, then the sources."""

from typing import Any

from django.utils.translation import gettext as _

import weerbaar
from weerbaar.portal.analyses.evidence import Part
from weerbaar.portal.analyses.selectors import EditionView
from weerbaar.portal.analyses.sources.source import day_of
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.web.components.moments import day
from weerbaar.portal.web.papers.typeset import typeset
from weerbaar.portal.web.park.analysis_words import bars_of, nothing_in, part_name, refs_of
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.vocabulary.language import Language


def render_analysis(view: EditionView, language: Language) -> bytes:
    """The whole file, in the language of the page. The same edition gives the same bytes."""
    card, aspects = view.card, load_safety().aspects
    data = {
        "language": language.value,
        "title": _("Safety analysis of %(area)s") % {"area": clean(view.park.name, 120)},
        "lead": _("Edition %(number)s is about %(since)s to %(until)s.")
        % {
            "number": card.number,
            "since": day_of(card.since, language.value),
            "until": day_of(card.until, language.value),
        },
        "state": _state(view),
        "hash": view.text_hash if card.is_adopted else "",
        "aspects": [
            {
                "name": aspects[one.aspect].name[language.value],
                "question": aspects[one.aspect].question[language.value],
                "parts": [
                    {
                        "name": part_name(part),
                        "told": [clean(text, 600) for text in one.part(part, language.value)] or [nothing_in(part)],
                    }
                    for part in Part
                    if part is not Part.COMPANIES or one.part(part, language.value)
                ],
                "bars": _bars(view, one.aspect, language.value),
            }
            for one in view.aspects
        ],
        "refs": [[clean(cell, 200) for cell in ref] for ref in refs_of(view.refs, language.value)],
        "foot": f"Weerbaar {weerbaar.__version__}",
        "words": {
            "sources": _("Sources"),
            "source": _("Source"),
            "file": _("Period, and checksum (SHA-256)"),
            "day": _("Of which day"),
            "none": _("No source gave a figure yet."),
            "page": _("Page {page} of {pages}"),
            "checksum": _("Checksum of the adopted text (SHA-256)"),
        },
    }
    return typeset("safety_analysis.typ", data, card.adopted_at or card.made_at)


def _state(view: EditionView) -> str:
    card = view.card
    if card.adopted_at is None:
        return _("Draft. People can still change it.")
    return _("Adopted on %(day)s by %(name)s.") % {
        "day": day(card.adopted_at),
        "name": clean(card.adopted_by_name, 120),
    }


def _bars(view: EditionView, aspect: str, language: str) -> list[dict[str, Any]]:
    """Name, number and length from 0 to 1."""
    facts = next(one.facts for one in view.aspects if one.aspect == aspect)
    rows = bars_of(facts, language)
    most = max((value for _name, value, _shown in rows if value), default=0)
    return [{"name": name, "shown": shown, "part": (value or 0) / most if most else 0} for name, value, shown in rows]
