"""Answers for programs: is it alive, what may be indexed, whom to tell about a leak."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from weerbaar.portal.scans.selectors import queue_length

_TEXT = "text/plain; charset=utf-8"
_VALID = timedelta(days=90)


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """200 when pages and database answer."""
    return HttpResponse(f"ok\nqueued {queue_length()}\n", content_type=_TEXT)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Private links are not for indexes (RFC 9309); they also say so themselves."""
    return HttpResponse("User-agent: *\nDisallow: /meting/\n", content_type=_TEXT)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116, where the operator gave a contact; else there is none."""
    contact = settings.OPERATOR_CONTACT
    if not contact:
        raise Http404
    lines = (
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {(timezone.now() + _VALID):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_URL}{reverse('security-txt')}",
    )
    return HttpResponse("\n".join((*lines, "")), content_type=_TEXT)
