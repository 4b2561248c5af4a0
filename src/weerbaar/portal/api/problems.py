"""What went wrong, as programs read it: problem details (RFC 9457), with `code` as the word that stays the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from weerbaar.portal.api_access.errors import CallFault, KeyUsedOtherwise, NotAuthenticated, TooManyCalls
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.quotes.errors import InvitationFault, NoSuchInvitation, NotPossibleNow, QuoteRefused
from weerbaar.portal.quotes.line_errors import LineNotPossibleNow, LineRefused, NoSuchOrder

MEDIA_TYPE = "application/problem+json"
TITLES: Mapping[str, str] = {
    "token-missing": "Send your token: Authorization: Bearer ...",
    "token-unknown": "This token opens nothing.",
    "token-expired": "This token has expired. Make a new one.",
    "scope-missing": "This token may not do this.",
    "not-allowed": "Who made this token may only read.",
    "not-found": "There is no such thing here.",
    "gone": "This request has ended for you.",
    "not-possible-now": "This cannot be done from where it stands now.",
    "key-used-otherwise": "This idempotency key belongs to another call.",
    "invalid": "Something in the call is missing or cannot be.",
    "refused": "Something that was filled in cannot be.",
    "unreadable": "The call cannot be read.",
    "too-many-calls": "Too many calls in this minute.",
}


class Fault(Schema):
    """Where in the call something is wrong."""

    at: list[str]
    message: str


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    errors: Sequence[Fault] = ()


@dataclass(eq=False)
class ScopeMissing(Exception):
    """The token lacks this scope."""

    scope: str


@dataclass(frozen=True)
class _Said:
    status: int
    code: str
    detail: str = ""
    errors: Sequence[Mapping[str, Any]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problem(
    status: int,
    code: str,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that tells of it. Nobody keeps it."""
    body: dict[str, Any] = {
        "type": f"{settings.PUBLIC_URL}/api/v1/docs/#{code}",
        "title": TITLES[code],
        "status": status,
        "code": code,
        "detail": detail,
        "errors": list(errors),
    }
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def handle_problems(api: NinjaAPI) -> None:
    """Have every error of ours, and of whoever reads the call, answered as a problem."""

    def answer(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        said = _said(error)
        return problem(said.status, said.code, said.detail, errors=said.errors, headers=said.headers)

    for kind in (
        AuthenticationError,
        NotAuthenticated,
        ScopeMissing,
        TooManyCalls,
        KeyUsedOtherwise,
        NoSuchInvitation,
        NoSuchOrder,
        NoSuchOrganisation,
        NotAllowed,
        NotPossibleNow,
        LineNotPossibleNow,
        QuoteRefused,
        LineRefused,
        ValidationError,
        HttpError,
        Http404,
    ):
        api.add_exception_handler(kind, answer)


def _said(error: Exception | type[Exception]) -> _Said:  # one case a kind of error: a table in the form of code
    match error:
        case NotAuthenticated():
            code = {CallFault.UNKNOWN: "token-unknown", CallFault.EXPIRED: "token-expired"}[error.fault]
            return _Said(401, code, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
        case AuthenticationError():
            return _Said(401, "token-missing", headers={"WWW-Authenticate": "Bearer"})
        case ScopeMissing():
            asks = f'Bearer error="insufficient_scope", scope="{error.scope}"'
            return _Said(403, "scope-missing", error.scope, headers={"WWW-Authenticate": asks})
        case NotAllowed():
            return _Said(403, "not-allowed")
        case TooManyCalls():
            return _Said(429, "too-many-calls", headers={"Retry-After": str(error.wait_s)})
        case NoSuchInvitation() if error.fault is not InvitationFault.UNKNOWN:
            return _Said(410, "gone", error.fault.value)
        case NoSuchInvitation() | NoSuchOrder() | NoSuchOrganisation() | Http404():
            return _Said(404, "not-found")
        case NotPossibleNow() | LineNotPossibleNow():
            return _Said(409, "not-possible-now", f"{error.verb}: {error.state}")
        case QuoteRefused():
            at = [str(error.requested_id)] if error.requested_id else []
            return _Said(422, "refused", error.fault.value, ({"at": at, "message": error.fault.value},))
        case LineRefused():
            return _Said(422, "refused", error.fault.value)
        case KeyUsedOtherwise():
            return _Said(422, "key-used-otherwise")
        case ValidationError():
            faults = [
                {"at": [str(part) for part in one["loc"][1:]], "message": str(one["msg"])} for one in error.errors
            ]
            return _Said(422, "invalid", errors=faults)
    return _Said(400, "unreadable")
