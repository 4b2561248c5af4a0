"""Pages for what goes wrong. Each says what happened and what to do."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself is broken."""
    return render(request, "public/error.html", {"status": 400}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "public/error.html", {"status": 403}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: opened too long ago, in a browser without cookies, or sent by another site."""
    return render(request, "public/error.html", {"status": "form-expired"}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: also for a private link that belongs to nothing, in the same words."""
    return render(request, "public/error.html", {"status": 404}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: with a code that stands in the log as well."""
    code = secrets.token_hex(2).upper()
    _log.error("server error", extra={"code": code})
    return HttpResponse(
        loader.render_to_string("public/error.html", {"status": 500, "code": code}, request), status=500
    )
