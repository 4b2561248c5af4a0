"""The marks of the list that nobody has read at their source yet: an operator looks them up and confirms them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import ProfileRefused
from weerbaar.portal.providers.mark_selectors import unconfirmed_marks
from weerbaar.portal.providers.services.vet_mark import confirm_mark
from weerbaar.portal.web.provider.profile_words import mistakes
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.portal.web.staff.vetter_page import operator_page


@require_http_methods(["GET", "HEAD", "POST"])
@operator_page
def known_marks(request: HttpRequest, person: Person) -> HttpResponse:
    """See what waits, and confirm one with the page where it was read."""
    language, errors = language_of_page(), {}
    if request.method == "POST":
        try:
            confirm_mark(request.POST.get("mark", ""), request.POST.get("source_url", "").strip(), actor=person)
        except ProfileRefused as error:
            errors = mistakes(error.faults)
        else:
            messages.success(request, _("The mark is confirmed. Providers can choose it now."))
            return redirect("known-marks")
    rows = list(unconfirmed_marks().values())
    context = {
        "rows": [(one, one.name[language], one.covers[language], one.says_not[language]) for one in rows],
        "options": [(one.id, one.name[language]) for one in rows],
        "chosen": request.POST.get("mark", ""),
        "source_url": request.POST.get("source_url", ""),
        "errors": errors,
    }
    return render(request, "staff/known_marks.html", context, status=422 if errors else 200)
