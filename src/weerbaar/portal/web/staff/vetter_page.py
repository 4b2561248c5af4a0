"""What is for vetters alone: sign in first, then the same 404 for whoever does not vet."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.core.actors import Person
from weerbaar.portal.providers.errors import NoSuchMark, NoSuchProvider
from weerbaar.portal.providers.vetter_selectors import is_operator, is_vetter
from weerbaar.portal.web.entrepreneur.member_page import person_of


def vetter_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the `Person`, who is an operator or works for an adviser."""
    return _page(view, is_vetter)


def operator_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the `Person`, who keeps the installation."""
    return _page(view, is_operator)


def _page(view: Callable[..., HttpResponse], belongs: Callable[[Person], bool]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        if not belongs(person):
            raise Http404
        try:
            response = view(request, person, **names)
        except (NoSuchProvider, NoSuchMark) as error:
            raise Http404 from error
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
