"""Who asks, as far as services need to know."""

from django.http import HttpRequest
from django.utils.translation import get_language

from weerbaar.portal.core.actors import Visitor
from weerbaar.scanner.vocabulary.language import Language


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor, by the address that `TrustedProxies` found."""
    return Visitor(request.META.get("REMOTE_ADDR", ""))


def language_of_page() -> Language:
    """The language in which this page is written."""
    return Language(get_language() or Language.NL)
