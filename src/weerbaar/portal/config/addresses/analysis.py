"""The rooms of the safety analysis and what taking part brought."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.analysis import (
    analysis,
    analysis_aspect,
    analysis_deed,
    analysis_edition,
    analysis_paper,
    analysis_pdf,
)
from weerbaar.portal.web.park.analysis_compare import analysis_compare

_ROOMS: list[URLPattern | URLResolver] = [
    path("", analysis, name="analysis"),
    path("<uuid:edition_id>/", analysis_edition, name="analysis-edition"),
    path("<uuid:edition_id>/doen/", analysis_deed, name="analysis-deed"),
    path("<uuid:edition_id>/stuk/", analysis_paper, name="analysis-paper"),
    path("<uuid:edition_id>/analyse.pdf", analysis_pdf, name="analysis-pdf"),
    path("<uuid:edition_id>/vergelijk/", analysis_compare, name="analysis-compare"),
    path("<uuid:edition_id>/<slug:aspect>/", analysis_aspect, name="analysis-aspect"),
]
ANALYSIS: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/analyse/", include(_ROOMS))]
