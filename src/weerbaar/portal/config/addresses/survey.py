"""The rooms of surveys: for who runs the area, and for who answers."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.survey import survey_new, survey_waves
from weerbaar.portal.web.park.survey_results import survey_results, survey_results_csv
from weerbaar.portal.web.park.survey_wave import survey_links, survey_poster, survey_wave
from weerbaar.portal.web.public.survey import survey, survey_thanks

_ROOMS: list[URLPattern | URLResolver] = [
    path("", survey_waves, name="survey-waves"),
    path("nieuw/", survey_new, name="survey-new"),
    path("<uuid:wave_id>/", survey_wave, name="survey-wave"),
    path("<uuid:wave_id>/links.csv", survey_links, name="survey-links"),
    path("<uuid:wave_id>/poster.pdf", survey_poster, name="survey-poster"),
    path("<uuid:wave_id>/uitkomst/", survey_results, name="survey-results"),
    path("<uuid:wave_id>/uitkomst.csv", survey_results_csv, name="survey-results-csv"),
]
SURVEY: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/enquete/", include(_ROOMS)),
    path("enquete/<token:token>/", survey, name="survey-open"),
    path("enquete/<token:token>/klaar/", survey_thanks, name="survey-thanks"),
    path("enquete/<token:token>/<token:code>/", survey, name="survey-personal"),
]
