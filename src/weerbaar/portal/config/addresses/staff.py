"""The rooms of who keeps the installation, and of who vets providers."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.staff.imports import import_undo, imports
from weerbaar.portal.web.staff.known_marks import known_marks
from weerbaar.portal.web.staff.vetting import vetting, vetting_case, vetting_decide, vetting_mark

_VETTING: list[URLPattern | URLResolver] = [
    path("dienstverleners/", vetting, name="vetting"),
    path("dienstverleners/<uuid:vetted_id>/", vetting_case, name="vetting-case"),
    path("dienstverleners/<uuid:vetted_id>/besluit/", vetting_decide, name="vetting-decide"),
    path("dienstverleners/<uuid:vetted_id>/keurmerken/<uuid:mark_id>/", vetting_mark, name="vetting-mark"),
    path("keurmerken/", known_marks, name="known-marks"),
    path("inlezen/", imports, name="imports"),
    path("inlezen/<uuid:import_id>/ongedaan/", import_undo, name="import-undo"),
]
STAFF: list[URLPattern | URLResolver] = [path("beheer/", include(_VETTING))]
