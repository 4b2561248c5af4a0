"""A company that looks for help: below the address of the company."""

from django.urls import URLPattern, URLResolver, path

from weerbaar.portal.web.entrepreneur.company_address import company_address
from weerbaar.portal.web.entrepreneur.company_parks import company_park_leave, company_parks
from weerbaar.portal.web.entrepreneur.help_conflict import help_conflict
from weerbaar.portal.web.entrepreneur.help_find import help_compare, help_file, help_find
from weerbaar.portal.web.entrepreneur.help_order_paper import help_order_paper
from weerbaar.portal.web.entrepreneur.help_orders import help_order, help_order_line, help_orders
from weerbaar.portal.web.entrepreneur.help_quote import help_quote
from weerbaar.portal.web.entrepreneur.help_request_new import help_request_new
from weerbaar.portal.web.entrepreneur.help_requests import (
    help_request,
    help_request_deed,
    help_request_file,
    help_requests,
)
from weerbaar.portal.web.entrepreneur.help_subsidy import help_subsidy, help_subsidy_papers
from weerbaar.portal.web.entrepreneur.together import together, together_cause
from weerbaar.portal.web.entrepreneur.together_purchase import together_choose, together_paper, together_purchase

HELP: list[URLPattern | URLResolver] = [
    path("hulp/", help_find, name="help"),
    path("hulp/naast-elkaar/", help_compare, name="help-compare"),
    path("hulp/lijst.json", help_file, name="help-file"),
    path("hulp/opdrachten/", help_orders, name="help-orders"),
    path("hulp/opdrachten/<uuid:order_id>/", help_order, name="help-order"),
    path("hulp/opdrachten/<uuid:order_id>/opdracht.pdf", help_order_paper, name="help-order-paper"),
    path("hulp/opdrachten/<uuid:order_id>/werk/<uuid:line_id>/", help_order_line, name="help-order-line"),
    path("hulp/aanvragen/", help_requests, name="help-requests"),
    path("hulp/aanvragen/nieuw/", help_request_new, name="help-request-new"),
    path("hulp/aanvragen/<uuid:request_id>/", help_request, name="help-request"),
    path("hulp/aanvragen/<uuid:request_id>/doen/", help_request_deed, name="help-request-deed"),
    path(
        "hulp/aanvragen/<uuid:request_id>/bijlagen/<uuid:attachment_id>/", help_request_file, name="help-request-file"
    ),
    path("hulp/aanvragen/<uuid:request_id>/offertes/<uuid:quote_id>/", help_quote, name="help-quote"),
    path("hulp/subsidie/", help_subsidy, name="help-subsidy"),
    path("hulp/subsidie/<uuid:order_id>/papieren.zip", help_subsidy_papers, name="help-subsidy-papers"),
    path("hulp/belang/<uuid:provider_id>/", help_conflict, name="help-conflict"),
    path("terreinen/", company_parks, name="company-parks"),
    path("terreinen/<uuid:park_id>/verlaten/", company_park_leave, name="company-park-leave"),
    path("terreinen/<uuid:park_id>/adres/", company_address, name="company-park-address"),
    path("samen/", together, name="together"),
    path("samen/oorzaak/<uuid:common_id>/", together_cause, name="together-cause"),
    path("samen/<uuid:purchase_id>/", together_purchase, name="together-purchase"),
    path("samen/<uuid:purchase_id>/kiezen/<uuid:offer_id>/", together_choose, name="together-choose"),
    path("samen/<uuid:purchase_id>/bijdrage.pdf", together_paper, name="together-paper"),
]
