"""Requests for help: what waits for a quote, and what to do with it. The same that people of the provider see on their pages."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from weerbaar.portal.api.answers import answers
from weerbaar.portal.api.auth import BearerToken, caller_of
from weerbaar.portal.api.once import IdempotencyKey, once
from weerbaar.portal.api.paging import WantedPage, page_of
from weerbaar.portal.api.v1.schemas import Declined, Made, Question, Requests, State, WholeRequest
from weerbaar.portal.api_access.words import Scope
from weerbaar.portal.quotes.provider_selectors import attachment_of, inbox_of, request_of
from weerbaar.portal.quotes.provider_views import AskedRequest
from weerbaar.portal.quotes.services.answer_request import ask_question, decline, open_request

router = Router(tags=["requests"])


@router.get(
    "",
    auth=BearerToken(Scope.REQUESTS_READ),
    response=answers(200, Requests),
    url_name="api-requests",
    operation_id="listRequests",
    summary="List requests",
)
def list_requests(request: HttpRequest, wanted: WantedPage) -> dict[str, Any]:
    """The open requests: those that still take quotes first, by deadline."""
    return page_of(inbox_of(caller_of(request).actor), wanted)


@router.get(
    "/{uuid:request_id}",
    auth=BearerToken(Scope.REQUESTS_READ),
    response=answers(200, WholeRequest, 404, 410),
    url_name="api-request",
    operation_id="readRequest",
    summary="Read a request",
)
def read_request(request: HttpRequest, request_id: uuid.UUID) -> AskedRequest:
    """One request in full. The first look is remembered, as on the page."""
    actor = caller_of(request).actor
    open_request(request_id, actor=actor)
    return request_of(request_id, actor)


@router.get(
    "/{uuid:request_id}/attachments/{uuid:attachment_id}",
    auth=BearerToken(Scope.REQUESTS_READ),
    response=answers(200, None, 404, 410),
    url_name="api-attachment",
    operation_id="readAttachment",
    summary="Read a file of a request",
)
def read_attachment(request: HttpRequest, request_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """A file of the request, as it is."""
    attached, content = attachment_of(request_id, attachment_id, caller_of(request).actor)
    response = HttpResponse(content, content_type=attached.media_type)
    response["Content-Disposition"] = f'attachment; filename="{attached.name}"'
    response["Cache-Control"] = "no-store"
    return response


@router.post(
    "/{uuid:request_id}/questions",
    auth=BearerToken(Scope.REQUESTS_ANSWER),
    response=answers(201, Made, 404, 409, 410),
    url_name="api-questions",
    operation_id="askQuestion",
    summary="Ask a question",
)
def ask(request: HttpRequest, request_id: uuid.UUID, said: Question, idempotency_key: IdempotencyKey = None) -> Any:
    """Ask something. Everybody who was invited reads question and answer, without who asked."""
    actor = caller_of(request).actor
    return once(request, idempotency_key, 201, lambda: {"id": str(ask_question(request_id, said.text, actor=actor))})


@router.post(
    "/{uuid:request_id}/decline",
    auth=BearerToken(Scope.REQUESTS_ANSWER),
    response=answers(200, State, 404, 409, 410),
    url_name="api-decline",
    operation_id="declineRequest",
    summary="Decline a request",
)
def turn_down(
    request: HttpRequest, request_id: uuid.UUID, said: Declined, idempotency_key: IdempotencyKey = None
) -> Any:
    """Make no quote, and say why. Until the deadline you may still quote."""
    actor = caller_of(request).actor

    def act() -> dict[str, Any]:
        decline(request_id, said.reason, actor=actor)
        return {"state": "declined"}

    return once(request, idempotency_key, 200, act)
