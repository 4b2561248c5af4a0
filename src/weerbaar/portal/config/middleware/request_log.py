"""One line per request: which page, what came of it, how long it took. No address, no path, no name."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("weerbaar.portal.requests")


class RequestLog:
    """Pages are told by the name of their route, since the path of a private link holds its secret."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        level = logging.DEBUG if match is None and response.status_code < 400 else logging.INFO
        _log.log(
            level,
            "request",
            extra={
                "page": match.view_name if match else "-",
                "method": request.method,
                "status": response.status_code,
                "ms": round(1000 * (time.perf_counter() - start), 1),
            },
        )
        return response
