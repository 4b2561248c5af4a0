"""The rooms of a service provider, and the public directory."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.provider.orders import order, order_line, orders
from weerbaar.portal.web.provider.overview import overview
from weerbaar.portal.web.provider.quotes import quotes
from weerbaar.portal.web.provider.requests import (
    request_ask,
    request_decline,
    request_file,
    request_one,
    request_quote,
    request_quote_withdraw,
    requests,
)

_REQUEST: list[URLPattern | URLResolver] = [
    path("", request_one, name="provider-request"),
    path("vraag/", request_ask, name="provider-request-ask"),
    path("afwijzen/", request_decline, name="provider-request-decline"),
    path("offerte/", request_quote, name="provider-quote"),
    path("offerte/<uuid:quote_id>/intrekken/", request_quote_withdraw, name="provider-quote-withdraw"),
    path("bestanden/<uuid:attachment_id>/", request_file, name="provider-request-file"),
]
_ROOMS: list[URLPattern | URLResolver] = [
    path("", overview, name="provider-overview"),
    path("aanvragen/", requests, name="provider-requests"),
    path("aanvragen/<uuid:invitation_id>/", include(_REQUEST)),
    path("offertes/", quotes, name="provider-quotes"),
    path("opdrachten/", orders, name="provider-orders"),
    path("opdrachten/<uuid:order_id>/", order, name="provider-order"),
    path("opdrachten/<uuid:order_id>/werk/<uuid:line_id>/", order_line, name="provider-order-line"),
]
PROVIDER: list[URLPattern | URLResolver] = [path("dienstverlener/<uuid:organisation_id>/", include(_ROOMS))]
