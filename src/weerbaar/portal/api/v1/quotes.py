"""Quotes: the provider's own."""

import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from weerbaar.portal.api.answers import answers
from weerbaar.portal.api.auth import BearerToken, caller_of
from weerbaar.portal.api.once import IdempotencyKey, once
from weerbaar.portal.api.paging import WantedPage, page_of
from weerbaar.portal.api.v1.schemas import Made, NewQuote, Quotes, State
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.quotes.provider_selectors import quotes_of
from weerbaar.portal.quotes.services.submit_quote import Line, QuoteForm, submit_quote, withdraw_quote

router = Router(tags=["quotes"])


@router.get(
    "/quotes",
    auth=BearerToken(Scope.QUOTES_READ),
    response=answers(200, Quotes),
    url_name="api-quotes",
    operation_id="listQuotes",
    summary="List your quotes",
)
def list_quotes(request: HttpRequest, wanted: WantedPage) -> dict[str, Any]:
    """All quotes, newest first."""
    return page_of(quotes_of(caller_of(request).actor), wanted)


@router.post(
    "/requests/{uuid:request_id}/quotes",
    auth=BearerToken(Scope.QUOTES_WRITE),
    response=answers(201, Made, 404, 409, 410),
    url_name="api-quote-new",
    operation_id="submitQuote",
    summary="Submit a quote",
)
def submit(request: HttpRequest, request_id: uuid.UUID, said: NewQuote, idempotency_key: IdempotencyKey = None) -> Any:
    """Submit a quote. One that was in force is replaced."""
    actor = caller_of(request).actor
    form = QuoteForm(
        lines=tuple(Line(**line.dict()) for line in said.lines),
        as_a_whole=said.as_a_whole,
        conditions=said.conditions,
        valid_until=said.valid_until,
        replaces=said.replaces,
    )
    return once(request, idempotency_key, 201, lambda: {"id": str(submit_quote(request_id, form, actor=actor))})


@router.post(
    "/quotes/{uuid:quote_id}/withdraw",
    auth=BearerToken(Scope.QUOTES_WRITE),
    response=answers(200, State, 404, 409, 410),
    url_name="api-quote-withdraw",
    operation_id="withdrawQuote",
    summary="Withdraw a quote",
)
def take_back(request: HttpRequest, quote_id: uuid.UUID, idempotency_key: IdempotencyKey = None) -> Any:
    """Withdraw a quote that is in force."""
    actor = caller_of(request).actor

    def act() -> dict[str, Any]:
        withdraw_quote(quote_id, actor=actor)
        return {"state": "withdrawn"}

    return once(request, idempotency_key, 200, act)
