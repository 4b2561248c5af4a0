"""Asks every source what it knows."""

from collections.abc import Sequence

from weerbaar.portal.analyses.evidence import Evidence
from weerbaar.portal.analyses.sources.area import cyber_evidence, measures_evidence, register_evidence
from weerbaar.portal.analyses.sources.figures import figures_evidence
from weerbaar.portal.analyses.sources.incidents import incidents_evidence
from weerbaar.portal.analyses.sources.rounds import rounds_evidence
from weerbaar.portal.analyses.sources.source import AnalysisSource, Asked
from weerbaar.portal.analyses.sources.surveys import surveys_evidence

SOURCES: Sequence[AnalysisSource] = (
    figures_evidence,
    surveys_evidence,
    rounds_evidence,
    incidents_evidence,
    register_evidence,
    cyber_evidence,
    measures_evidence,
)


def gather(asked: Asked) -> Evidence:
    """All that is known, in the order of the sources."""
    heard = [source(asked) for source in SOURCES]
    return Evidence(
        facts=[fact for one in heard for fact in one.facts],
        refs=[ref for one in heard for ref in one.refs],
        places=[place for one in heard for place in one.places],
    )
