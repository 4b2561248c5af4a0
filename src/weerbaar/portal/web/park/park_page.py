"""What is behind an area's address is for who has a seat there: sign in first, then the same 404 for every area not yours."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.core.actors import Person
from weerbaar.portal.parks.errors import NoSuchPark, ParkNotAllowed
from weerbaar.portal.parks.selectors import ParkView, park_of
from weerbaar.portal.parks.words import ParkRole
from weerbaar.portal.web.entrepreneur.member_page import person_of


@dataclass(frozen=True, slots=True)
class ParkMember:
    """Who looks, and at which area."""

    person: Person
    park: ParkView

    @property
    def role(self) -> ParkRole:
        """What this person does for the area."""
        return self.park.role


def park_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `ParkMember` instead of the area's id, and gives the templates the area as `park`."""

    @wraps(view)
    def guarded(request: HttpRequest, park_id: uuid.UUID, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        try:
            request.park = park_of(person, park_id)  # type: ignore[attr-defined]
            response = view(request, ParkMember(person, request.park), **names)  # type: ignore[attr-defined]
        except NoSuchPark as error:
            raise Http404 from error
        except ParkNotAllowed as error:
            raise PermissionDenied from error
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
