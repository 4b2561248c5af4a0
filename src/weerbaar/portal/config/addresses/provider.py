"""The rooms of a service provider, and the public directory."""

from django.urls import URLPattern, URLResolver, include, path

from weerbaar.portal.web.entrepreneur.help_order_paper import provider_order_paper
from weerbaar.portal.web.provider.access import access, access_token, access_webhook, access_webhook_new
from weerbaar.portal.web.provider.marks import mark_remove, marks
from weerbaar.portal.web.provider.orders import order, order_line, orders
from weerbaar.portal.web.provider.overview import overview
from weerbaar.portal.web.provider.packages import package_withdraw, packages
from weerbaar.portal.web.provider.profile import profile, provider_step
from weerbaar.portal.web.provider.purchases import provider_offer_withdraw, provider_purchase, provider_purchases
from weerbaar.portal.web.provider.quotes import quotes
from weerbaar.portal.web.provider.register import new_provider
from weerbaar.portal.web.provider.requests import (
    request_ask,
    request_decline,
    request_file,
    request_one,
    request_quote,
    request_quote_withdraw,
    requests,
)
from weerbaar.portal.web.public.directory import (
    directory,
    directory_file,
    order_list,
    order_of_the_day,
    provider_public,
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
    path("samen/", provider_purchases, name="provider-purchases"),
    path("samen/<uuid:purchase_id>/", provider_purchase, name="provider-purchase"),
    path("samen/<uuid:purchase_id>/terugnemen/", provider_offer_withdraw, name="provider-offer-withdraw"),
    path("", overview, name="provider-overview"),
    path("profiel/", profile, name="provider-profile"),
    path("profiel/stap/", provider_step, name="provider-step"),
    path("pakketten/", packages, name="provider-packages"),
    path("pakketten/<uuid:package_id>/intrekken/", package_withdraw, name="provider-package-withdraw"),
    path("keurmerken/", marks, name="provider-marks"),
    path("keurmerken/<uuid:mark_id>/verwijderen/", mark_remove, name="provider-mark-remove"),
    path("koppelingen/", access, name="provider-access"),
    path("koppelingen/sleutels/<uuid:token_id>/intrekken/", access_token, name="provider-access-token"),
    path("koppelingen/adressen/", access_webhook_new, name="provider-access-webhook-new"),
    path("koppelingen/adressen/<uuid:endpoint_id>/", access_webhook, name="provider-access-webhook"),
    path("aanvragen/", requests, name="provider-requests"),
    path("aanvragen/<uuid:invitation_id>/", include(_REQUEST)),
    path("offertes/", quotes, name="provider-quotes"),
    path("opdrachten/", orders, name="provider-orders"),
    path("opdrachten/<uuid:order_id>/", order, name="provider-order"),
    path("opdrachten/<uuid:order_id>/opdracht.pdf", provider_order_paper, name="provider-order-paper"),
    path("opdrachten/<uuid:order_id>/werk/<uuid:line_id>/", order_line, name="provider-order-line"),
]
# For anybody, signed in or not.
_DIRECTORY: list[URLPattern | URLResolver] = [
    path("", directory, name="directory"),
    path("lijst.json", directory_file, name="directory-file"),
    path("volgorde/", order_of_the_day, name="order-of-the-day"),
    path("volgorde/<str:day>/lijst.json", order_list, name="order-list"),
    path("<uuid:listed_id>/", provider_public, name="provider-public"),
]
PROVIDER: list[URLPattern | URLResolver] = [
    path("dienstverlener/nieuw/", new_provider, name="provider-new"),
    path("dienstverlener/<uuid:organisation_id>/", include(_ROOMS)),
    path("dienstverleners/", include(_DIRECTORY)),
]
