"""The front page of one's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.vetter_selectors import is_vetter
from weerbaar.portal.web.entrepreneur.member_page import person_page


@require_safe
@person_page
def account(request: HttpRequest, person: Person) -> HttpResponse:
    """The doors to address, password, second step and sessions."""
    return render(request, "account/account.html", {"vets": is_vetter(person)})
