"""A company that looks for help: below the address of the company."""

from django.urls import URLPattern, URLResolver, path

from weerbaar.portal.web.entrepreneur.help_conflict import help_conflict
from weerbaar.portal.web.entrepreneur.help_orders import help_order, help_order_line, help_orders

HELP: list[URLPattern | URLResolver] = [
    path("hulp/opdrachten/", help_orders, name="help-orders"),
    path("hulp/opdrachten/<uuid:order_id>/", help_order, name="help-order"),
    path("hulp/opdrachten/<uuid:order_id>/werk/<uuid:line_id>/", help_order_line, name="help-order-line"),
    path("hulp/belang/<uuid:provider_id>/", help_conflict, name="help-conflict"),
]
