"""What anybody may look up: whether a certificate is valid, by its number, and with which keys files for an audit are signed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.audits.selectors import certificate_of, public_keys
from weerbaar.portal.audits.words import CertificateState
from weerbaar.portal.web.park.audit_words import certificate_mark
from weerbaar.portal.web.public.visitors import language_of_page

_HOLDS = {CertificateState.VALID, CertificateState.EXPIRING}


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """A number goes in; name of the area, level and days come out. What has ended is never shown as valid."""
    number, language = request.GET.get("nummer", "")[:40].strip(), language_of_page().value
    found = certificate_of(number) if number else None
    context = {
        "number": number,
        "certificate": found,
        "holds": found is not None and found.state in _HOLDS,
        "level": found.level.name[language] if found else "",
        "scheme": found.scheme.title[language] if found else "",
        "mark": certificate_mark(found.state) if found else None,
    }
    return render(request, "public/certificate.html", context)


@require_safe
def dossier_keys(request: HttpRequest) -> HttpResponse:
    """The keys, the newest first, and how to check a file with them."""
    return render(request, "public/dossier_keys.html", {"keys": public_keys()})
