"""The rooms of walk-rounds and points."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

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
    path("sync/foto/<sha256:sha256>", sync_photo, name="inspection-sync-photo"),
    path("sync/punt/<uuid:point_id>", sync_point, name="inspection-sync-point"),
    path("sync/staat", sync_state, name="inspection-sync-state"),
    path("sync/inhoud", sync_content, name="inspection-sync-content"),
]
INSPECTION: list[URLPattern | URLResolver] = [path("terrein/<uuid:park_id>/schouw/", include(_ROOMS))]
