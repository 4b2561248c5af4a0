"""Which subsidies there are or were for more safety, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from weerbaar.portal.knowledge.subsidies import Standing, standing_of
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.subsidy_texts import known_subsidies, scheme_rows


@require_safe
def subsidies(request: HttpRequest) -> HttpResponse:
    """All of them in one table, with where each was read and when."""
    known, today = known_subsidies(), timezone.localdate()
    context = {
        "rows": scheme_rows(known, today, language_of_page()),
        "open": sum(standing_of(scheme, today, known.fresh_days) is Standing.OPEN for scheme in known.schemes),
        "fresh_days": known.fresh_days,
    }
    return render(request, "public/subsidies.html", context)
