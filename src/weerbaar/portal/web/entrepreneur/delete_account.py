"""Erasing one's own account."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from weerbaar.portal.accounts.services.delete_person import delete_person
from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.selectors import companies_left_without_owner
from weerbaar.portal.web.entrepreneur.member_page import person_page


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def delete_account(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask, then erase; not while a company would be left without an owner."""
    orphans = companies_left_without_owner(person)
    if request.method != "POST" or orphans:
        status = 409 if request.method == "POST" else 200
        return render(request, "account/delete.html", {"orphans": orphans}, status=status)
    logout(request)
    delete_person(person.user_id)
    return redirect("home")
