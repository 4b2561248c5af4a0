"""The rooms of walk-rounds and points."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from weerbaar.portal.web.park.inspection_open311 import inspection_open311
from weerbaar.portal.web.park.inspection_point import (
    inspection_photo,
    inspection_photo_erase,
    inspection_point,
    inspection_point_new,
)
from weerbaar.portal.web.park.inspection_points import inspection_points, inspection_points_csv
from weerbaar.portal.web.park.inspection_rounds import (
    inspection_before,
    inspection_round,
    inspection_round_paper,
    inspection_rounds,
)
from weerbaar.portal.web.park.inspection_sync import sync_content, sync_photo, sync_point, sync_state


class Sha256Converter:
    """The number of a file, in small letters."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256Converter, "sha256")
_ROOMS: list[URLPattern | URLResolver] = [
    path("", inspection_rounds, name="inspection-rounds"),
    path("voor/", inspection_before, name="inspection-before"),
    path("ronde/<uuid:inspection_id>/", inspection_round, name="inspection-round"),
    path("ronde/<uuid:inspection_id>/verslag.pdf", inspection_round_paper, name="inspection-round-paper"),
    path("ronde/<uuid:inspection_id>/punt/", inspection_point_new, name="inspection-point-new"),
    path("punten/", inspection_points, name="inspection-points"),
    path("punten.csv", inspection_points_csv, name="inspection-points-csv"),
    path("punten/<uuid:point_id>/", inspection_point, name="inspection-point"),
    path("foto/<uuid:photo_id>/", inspection_photo, name="inspection-photo"),
    path("foto/<uuid:photo_id>/wis/", inspection_photo_erase, name="inspection-photo-erase"),
    path("gemeente/", inspection_open311, name="inspection-open311"),
    path("sync/foto/<sha256:sha256>", sync_photo, name="inspection-sync-photo"),
    path("sync/punt/<uuid:point_id>", sync_point, name="inspection-sync-point"),
    path("sync/staat", sync_state, name="inspection-sync-state"),
    path("sync/inhoud", sync_content, name="inspection-sync-content"),
]
INSPECTION: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/schouw/", include(_ROOMS))]
