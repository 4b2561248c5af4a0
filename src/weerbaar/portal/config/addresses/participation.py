"""The rooms of taking part."""

from django.urls import URLPattern, URLResolver, path

from weerbaar.portal.web.park.participation import participation, participation_newsletter

PARTICIPATION: list[URLPattern | URLResolver] = [
    path("terrein/<uuid:park_id>/meedoen/", participation, name="park-participation"),
    path("terrein/<uuid:park_id>/meedoen/nieuwsbrief/", participation_newsletter, name="park-newsletter"),
]
