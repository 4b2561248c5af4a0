"""A company that looks for help: below the address of the company."""

from django.urls import URLPattern, URLResolver, path

from weerbaar.portal.web.entrepreneur.help_conflict import help_conflict
from weerbaar.portal.web.entrepreneur.help_orders import help_order, help_order_line, help_orders
from weerbaar.portal.web.entrepreneur.help_quote import help_quote
from weerbaar.portal.web.entrepreneur.help_request_new import help_request_new
from weerbaar.portal.web.entrepreneur.help_requests import (
    help_request,
    help_request_deed,
    help_request_file,
    help_requests,
)

HELP: list[URLPattern | URLResolver] = [
    path("hulp/opdrachten/", help_orders, name="help-orders"),
    path("hulp/opdrachten/<uuid:order_id>/", help_order, name="help-order"),
    path("hulp/opdrachten/<uuid:order_id>/werk/<uuid:line_id>/", help_order_line, name="help-order-line"),
    path("hulp/aanvragen/", help_requests, name="help-requests"),
    path("hulp/aanvragen/nieuw/", help_request_new, name="help-request-new"),
    path("hulp/aanvragen/<uuid:request_id>/", help_request, name="help-request"),
    path("hulp/aanvragen/<uuid:request_id>/doen/", help_request_deed, name="help-request-deed"),
    path(
        "hulp/aanvragen/<uuid:request_id>/bijlagen/<uuid:attachment_id>/", help_request_file, name="help-request-file"
    ),
    path("hulp/aanvragen/<uuid:request_id>/offertes/<uuid:quote_id>/", help_quote, name="help-quote"),
    path("hulp/belang/<uuid:provider_id>/", help_conflict, name="help-conflict"),
]
