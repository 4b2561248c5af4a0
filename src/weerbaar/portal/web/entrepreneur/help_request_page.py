"""A page of a company that speaks of one of its requests."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.quotes.company_errors import NoSuchQuote
from weerbaar.portal.quotes.company_selectors import request_of_company
from weerbaar.portal.quotes.errors import NoSuchInvitation, NoSuchRequest
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


def request_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `Member` and the request; 404 where the company has no such thing."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, request_id: uuid.UUID, **names: Any) -> HttpResponse:
        try:
            return view(request, member, request_of_company(member.organisation, request_id), **names)
        except (NoSuchRequest, NoSuchInvitation, NoSuchQuote) as error:
            raise Http404 from error

    return member_page(guarded)


def ids_of(texts: list[str]) -> tuple[uuid.UUID, ...]:
    """What of these are ids, each once."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))
