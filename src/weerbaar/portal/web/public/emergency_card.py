"""The emergency card for whoever wants one: without account, to fill in with a pen."""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.emergency_card import render_blank_card
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.vocabulary.language import Language


@require_safe
def blank_card(request: HttpRequest) -> HttpResponse:
    """The card in the language of the page."""
    today = timezone.localdate()
    return pdf_answer(_made(language_of_page(), today), _("emergency-card"), today)


@lru_cache(maxsize=4)
def _made(language: Language, today: date) -> bytes:
    """Typeset once a day: it is the same for everybody."""
    return render_blank_card(language, today)
