"""The rooms of the map, establishments and facilities of an area."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.area import area, area_sheet
from weerbaar.portal.web.park.area_boundary import area_boundary, area_boundary_undo
from weerbaar.portal.web.park.area_establishment import area_establishment, area_establishment_new
from weerbaar.portal.web.park.area_facilities import area_facilities, area_facility
from weerbaar.portal.web.park.area_import import area_import
from weerbaar.portal.web.park.area_list import area_list, area_list_csv, area_list_undo

_ROOMS: list[URLPattern | URLResolver] = [
    path("", area, name="area"),
    path("stuk/", area_sheet, name="area-sheet"),
    path("grens/", area_boundary, name="area-boundary"),
    path("grens/terug/", area_boundary_undo, name="area-boundary-undo"),
    path("bedrijven/", area_list, name="area-list"),
    path("bedrijven.csv", area_list_csv, name="area-list-csv"),
    path("bedrijven/terug/", area_list_undo, name="area-list-undo"),
    path("bedrijven/bestand/", area_import, name="area-import"),
    path("bedrijven/nieuw/", area_establishment_new, name="area-establishment-new"),
    path("bedrijven/<uuid:establishment_id>/", area_establishment, name="area-establishment"),
    path("voorzieningen/", area_facilities, name="area-facilities"),
    path("voorzieningen/<uuid:facility_id>/", area_facility, name="area-facility"),
]
AREA: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/gebied/", include(_ROOMS))]
