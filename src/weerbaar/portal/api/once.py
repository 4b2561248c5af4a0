"""Calls that change something may carry an `Idempotency-Key`: sent twice, they are done once."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Field, Header

from weerbaar.portal.api.auth import caller_of
from weerbaar.portal.api_access.services.answer_once import Answered, answer_once

# As in the draft of the IETF on this header: whatever the caller makes up, once a call.
IdempotencyKey = Annotated[
    str | None,
    Field(min_length=8, max_length=80, pattern=r"^[A-Za-z0-9_.:-]+$"),
    Header(None, alias="Idempotency-Key", description="Your own word for this call, kept for 24 hours."),
]


def once(request: HttpRequest, key: str | None, status: int, act: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Do it, or answer what was answered before. The header `Idempotent-Replayed` tells which."""

    def answer() -> Answered:
        return Answered(status, act())

    if key is None:
        answered = answer()
    else:
        asked = f"{request.method} {request.get_full_path()}\n{request.body.decode('utf-8', 'replace')}"
        answered = answer_once(caller_of(request).token_id, key, asked, answer)
    response = JsonResponse(answered.body, status=answered.status)
    response["Cache-Control"] = "no-store"
    if answered.is_repeated:
        response["Idempotent-Replayed"] = "true"
    return response
