"""Who calls: by a token in `Authorization: Bearer` (RFC 6750) that has the scope of what is asked."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from weerbaar.portal.api.problems import ScopeMissing
from weerbaar.portal.api_access.services.use_token import Caller, use_token
from weerbaar.portal.api_access.words import Scope


class BearerToken(HttpBearer):
    """Lets in who has this scope; the view finds the `Caller` as `request.auth`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who calls.

        Raises:
            NotAuthenticated, TooManyCalls: see `use_token`.
            ScopeMissing: the token may do other things.
        """
        caller = use_token(token)
        if self.scope not in caller.scopes:
            raise ScopeMissing(self.scope.value)
        return caller


def caller_of(request: HttpRequest) -> Caller:
    """Who was let in."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller
