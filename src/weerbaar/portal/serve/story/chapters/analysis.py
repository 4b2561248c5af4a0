"""The analysis that writes itself from what was measured, and the second one beside the first."""

from collections.abc import Mapping

from weerbaar.portal.analyses.models import AnalysisEdition
from weerbaar.portal.analyses.services.adopt_edition import adopt_edition, hash_of, text_now
from weerbaar.portal.analyses.services.write_edition import begin_edition
from weerbaar.portal.inspections.models import Point
from weerbaar.portal.serve.story.cast import Cast
from weerbaar.portal.serve.story.chapters import measuring
from weerbaar.portal.serve.story.papers import adopt, next_phase
from weerbaar.portal.surveys.selectors import all_results_of


def first_analysis(cast: Cast) -> None:
    """All sources side by side; the working group adopts the text, and the phase ends."""
    adopt(cast, "safety_analysis", _adopted(cast))
    next_phase(cast)


def second_survey_opens(cast: Cast) -> None:
    """The same questions as three years before."""
    measuring.survey_opens(cast, "second survey", "Tweede enquête veilig terrein")


def second_survey_closes(cast: Cast) -> None:
    """38 reply, of which 14 had trouble."""
    measuring.survey_closes(cast, "second survey", replies=38, troubled=14)


def second_figures(cast: Cast) -> None:
    """Fewer burglaries and fires than before."""
    measuring.figures_come_in(cast, burglaries=12, fires=1)


def second_analysis(cast: Cast) -> None:
    """The same sources again, and the figures of then and now side by side."""
    adopt(cast, "safety_analysis", _adopted(cast))
    first, *_, last = all_results_of(cast.park_id)
    then, now = first.headlines, last.headlines
    both = sorted(set(then) & set(now))
    adopt(
        cast,
        "comparison",
        {
            "indicators_then": "\n".join(f"{key}: {then[key]:g}" for key in both),
            "indicators_now": "\n".join(f"{key}: {now[key]:g}" for key in both),
            "explanation": "Minder overlast en minder inbraken. Herstel door de gemeente kan sneller.",
        },
    )
    next_phase(cast)


def _adopted(cast: Cast) -> Mapping[str, str]:
    newest = AnalysisEdition.objects.filter(park_id=cast.park_id).order_by("-number").first()
    since = newest.until if newest else cast.start
    edition = begin_edition(cast.park_id, since, cast.today, actor=cast.guide)
    row = AnalysisEdition.objects.get(id=edition)
    text = text_now(row)
    adopt_edition(cast.park_id, edition, hash_of(text), actor=cast.guide)
    points = Point.objects.filter(inspection__park_id=cast.park_id).count()
    return {
        "sources_used": "Enquête, schouw bij dag en in het donker, politie, brandweer, meldingen",
        "findings_per_aspect": text[:3900],
        "top_problems": f"Inbraak, verkeerd geparkeerde vrachtwagens, {points} punten van de schouw",
        "missing_sources_reason": "Digitale totalen komen op vaste dagen.",
    }
