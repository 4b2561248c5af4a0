"""What is behind a private link is for its holder alone: no cache, no index, and the same 404 for every wrong link."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.core.actors import LinkHolder
from weerbaar.portal.scans.errors import NoSuchRun


def private_page(view: Callable[[HttpRequest, LinkHolder], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `LinkHolder` instead of the token."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            response = view(request, LinkHolder(token))
        except NoSuchRun as error:
            raise Http404 from error
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
