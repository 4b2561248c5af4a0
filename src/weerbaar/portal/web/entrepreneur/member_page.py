"""What is behind a company's address is for its people alone: sign in first, then the same 404 for every company not yours."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.core.actors import Person
from weerbaar.portal.organisations.errors import NoSuchOrganisation, NotAllowed
from weerbaar.portal.organisations.selectors import OrganisationView, organisation_of
from weerbaar.portal.scans.errors import NoSuchTarget


@dataclass(frozen=True, slots=True)
class Member:
    """Who looks, and at which company."""

    person: Person
    organisation: OrganisationView


def person_of(request: HttpRequest) -> Person | None:
    """Who has signed in, if anybody."""
    return Person(request.user.id) if request.user.is_authenticated else None


def person_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the `Person` who has signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        return _for_this_person_only(view(request, person, **names))

    return guarded


def member_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `Member` instead of the company's id, and gives the templates the company as `organisation`."""

    @wraps(view)
    def guarded(request: HttpRequest, organisation_id: uuid.UUID, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        try:
            request.organisation = organisation_of(person, organisation_id)  # type: ignore[attr-defined]
            response = view(request, Member(person, request.organisation), **names)  # type: ignore[attr-defined]
        except (NoSuchOrganisation, NoSuchTarget) as error:
            raise Http404 from error
        except NotAllowed as error:
            raise PermissionDenied from error
        return _for_this_person_only(response)

    return guarded


def _for_this_person_only(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
