"""The rooms of a KVO trajectory."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.kvo import kvo, kvo_papers, kvo_pass
from weerbaar.portal.web.park.kvo_measures import kvo_measure, kvo_measure_new, kvo_measures, kvo_measures_csv
from weerbaar.portal.web.park.kvo_paper import kvo_paper

_ROOMS: list[URLPattern | URLResolver] = [
    path("", kvo, name="kvo"),
    path("verder/", kvo_pass, name="kvo-pass"),
    path("stukken/", kvo_papers, name="kvo-papers"),
    path("stukken/<slug:kind>/", kvo_paper, name="kvo-paper"),
    path("maatregelen/", kvo_measures, name="kvo-measures"),
    path("maatregelen.csv", kvo_measures_csv, name="kvo-measures-csv"),
    path("maatregelen/nieuw/", kvo_measure_new, name="kvo-measure-new"),
    path("maatregelen/<uuid:measure_id>/", kvo_measure, name="kvo-measure"),
]
KVO: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/kvo/", include(_ROOMS))]
