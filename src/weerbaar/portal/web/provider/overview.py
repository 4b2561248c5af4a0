"""What waits for a provider: requests to answer, quotes to hear of, and what its profile still lacks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.quotes.order_selectors import running_orders
from weerbaar.portal.quotes.provider_selectors import inbox_of, quotes_of
from weerbaar.portal.quotes.words import InvitationState, QuoteState
from weerbaar.portal.web.provider.provider_page import ProviderMember, provider_page
from weerbaar.portal.web.provider.request_words import asked_words
from weerbaar.portal.web.provider.requests import waiting

_MOST = 3


@require_safe
@provider_page
def overview(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """Three requests that wait longest, and counts of the rest."""
    lines = inbox_of(member.actor)
    waits = waiting(lines)
    quotes = quotes_of(member.actor)
    context = {
        "state": member.provider.state.value,
        "waits": len(waits),
        "first": [(line, asked_words(line)) for line in waits[:_MOST]],
        "quoted": sum(line.state is InvitationState.QUOTED for line in lines),
        "orders": running_orders(member.actor),
        "accepted": sum(quote.state is QuoteState.ACCEPTED for quote in quotes),
    }
    return render(request, "provider/overview.html", context)
