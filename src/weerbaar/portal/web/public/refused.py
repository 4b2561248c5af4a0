"""The page that says why a scan is not started, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from weerbaar.portal.scans.errors import Refusal, ScanRefused
from weerbaar.scanner.vocabulary.domain_name import DomainName

# RFC 6585, section 4 for what one asks too often; RFC 9110, section 15.6.4 for what we cannot do for anybody now.
_STATUS = {Refusal.QUEUE_FULL: 503, Refusal.OPTED_OUT: 403}
_QUEUE_EMPTIES_S = 120


def refused_page(request: HttpRequest, refused: ScanRefused, target: DomainName) -> HttpResponse:
    """429, 503 or 403, with the moment from which it may be tried again."""
    context = {"why": refused.why.value, "until": refused.until, "target": target.display}
    response = render(request, "public/refused.html", context, status=_STATUS.get(refused.why, 429))
    if refused.until:
        response["Retry-After"] = str(max(1, round((refused.until - timezone.now()).total_seconds())))
    elif refused.why is not Refusal.OPTED_OUT:
        response["Retry-After"] = str(_QUEUE_EMPTIES_S)
    return response
