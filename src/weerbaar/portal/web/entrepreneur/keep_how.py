"""Between `Keep this` and an account: what an account is for, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from weerbaar.portal.web.entrepreneur.keep import kept_domain
from weerbaar.portal.web.entrepreneur.member_page import person_of


@require_safe
def keep_how(request: HttpRequest) -> HttpResponse:
    """Choose how to sign up or in."""
    if person_of(request):
        return redirect("company-new")
    context = {"kept_domain": kept_domain(request), "next": reverse("company-new")}
    return render(request, "entrepreneur/keep_how.html", context)
