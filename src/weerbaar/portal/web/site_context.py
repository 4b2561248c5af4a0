"""What every template may say about this installation."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from weerbaar import __version__
from weerbaar.portal.web.public.demo_mail import shows_mail


def site(request: HttpRequest) -> dict[str, Any]:
    """`other_language` is the one to switch to: its code, and its own name for itself."""
    names = dict(settings.LANGUAGES)
    current = get_language() or settings.LANGUAGE_CODE
    other = next(code for code in names if code != current)
    return {
        "language": current,
        "other_language": {"code": other, "name": names[other]},
        "version": __version__,
        "is_demo": settings.IS_DEMO,
        "operator_name": settings.OPERATOR_NAME,
        "operator_contact": settings.OPERATOR_CONTACT,
        "kept_days": settings.SCAN_KEPT_DAYS,
        "organisation": getattr(request, "organisation", None),
        "provider": getattr(request, "provider", None),
        "park": getattr(request, "park", None),
        "demo_mail": shows_mail(),
        "tiles_credit": settings.MAP_TILES_CREDIT or urlsplit(settings.MAP_TILES).hostname,
        "has_oidc": settings.HAS_OIDC,
        "oidc_name": settings.OIDC_NAME,
    }
