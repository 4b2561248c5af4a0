"""The quotes of a provider and where each stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.quotes.provider_selectors import quotes_of
from weerbaar.portal.quotes.words import QuoteState
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.provider.quote_words import quote_mark
from weerbaar.portal.web.provider.request_words import region_name

_MOST = 200


@require_safe
@provider_page
def quotes(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """The newest two hundred; replaced ones are with their request."""
    found = [quote for quote in quotes_of(member.actor) if quote.state is not QuoteState.REPLACED][:_MOST]
    context = {"quotes": [(quote, region_name(quote.region), *quote_mark(quote.state)) for quote in found]}
    return render(request, "provider/quotes.html", context)
