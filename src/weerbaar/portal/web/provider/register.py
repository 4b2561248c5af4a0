"""Begins a service provider."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.services.register_provider import register_provider
from weerbaar.portal.web.entrepreneur.company_form import CompanyForm
from weerbaar.portal.web.entrepreneur.member_page import person_page


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def new_provider(request: HttpRequest, person: Person) -> HttpResponse:
    """The name is enough; the rest stands in the profile."""
    if request.method != "POST":
        return render(request, "provider/new.html", {"form": CompanyForm(), "errors": {}})
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return render(request, "provider/new.html", {"form": form, "errors": form.errors}, status=422)
    organisation_id = register_provider(form.details(), actor=person)
    return redirect("provider-profile", organisation_id=organisation_id)
