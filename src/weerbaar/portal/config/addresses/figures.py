"""The rooms of figures from outside."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.figure_imports import (
    figures_example,
    figures_import,
    figures_import_look,
    figures_undo,
)
from weerbaar.portal.web.park.figures import figures, figures_codes, figures_csv, figures_paper

_ROOMS: list[URLPattern | URLResolver] = [
    path("", figures, name="figures"),
    path("buurten/", figures_codes, name="figures-codes"),
    path("stuk/<slug:kind>/", figures_paper, name="figures-paper"),
    path("inlezen/", figures_import, name="figures-import"),
    path("inlezen/<uuid:import_id>/", figures_import_look, name="figures-import-look"),
    path("inlezen/<uuid:import_id>/ongedaan/", figures_undo, name="figures-undo"),
    path("voorbeeld/<slug:source>.csv", figures_example, name="figures-example"),
]
FIGURES: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/cijfers/", include(_ROOMS)),
    path("terrein/<uuid:park_id>/cijfers.csv", figures_csv, name="figures-csv"),
]
