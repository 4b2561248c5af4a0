"""The door for programs."""

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from weerbaar.portal.api.docs_page import docs
from weerbaar.portal.api.door import DOOR, PREFIX, nothing_here

API: list[URLPattern | URLResolver] = [
    path(f"{PREFIX}docs/", docs, name="api-docs"),
    path(PREFIX, DOOR.urls),
    # Whoever posts to an address that is not there has no form of ours either.
    path(f"{PREFIX}<path:rest>", csrf_exempt(nothing_here), name="api-nothing"),
]
