"""The rooms of an area."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.park.purchases import new_purchase, purchase, purchase_cancel, purchases
from weerbaar.portal.web.park.seats import seat_leave, seat_remove, seat_withdraw, seats
from weerbaar.portal.web.park.start import new_park, park, parks

_ROOMS: list[URLPattern | URLResolver] = [
    path("", park, name="park"),
    path("mensen/", seats, name="park-seats"),
    path("mensen/<uuid:user_id>/weg/", seat_remove, name="park-seat-remove"),
    path("mensen/uitnodigingen/<uuid:invitation_id>/intrekken/", seat_withdraw, name="park-seat-withdraw"),
    path("verlaten/", seat_leave, name="park-seat-leave"),
    path("samen/", purchases, name="park-purchases"),
    path("samen/nieuw/", new_purchase, name="park-purchase-new"),
    path("samen/<uuid:purchase_id>/", purchase, name="park-purchase"),
    path("samen/<uuid:purchase_id>/stoppen/", purchase_cancel, name="park-purchase-cancel"),
]
PARK: list[URLPattern | URLResolver] = [
    path("terrein/", parks, name="parks"),
    path("terrein/nieuw/", new_park, name="park-new"),
    path("terrein/<uuid:park_id>/", include(_ROOMS)),
]
