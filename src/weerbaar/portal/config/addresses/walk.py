"""The pages of a walk-round on a phone."""

from django.urls import URLPattern, URLResolver, path

from weerbaar.portal.web.park.walk import walk, walk_manifest, walk_setup, walk_worker

WALK: list[URLPattern | URLResolver] = [
    path("terrein/schouw/telefoon.js", walk_worker, name="walk-worker"),
    path("terrein/<uuid:park_id>/schouw/lopen/", walk, name="walk"),
    path("terrein/<uuid:park_id>/schouw/lopen/wie", walk_setup, name="walk-setup"),
    path("terrein/<uuid:park_id>/schouw/lopen/app.webmanifest", walk_manifest, name="walk-manifest"),
]
