"""What is behind a provider's address is for its people alone: sign in first, then the same 404 for every provider not yours."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.core.actors import Person, ProviderPerson
from weerbaar.portal.organisations.errors import NotAllowed
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.providers.errors import NoSuchProvider
from weerbaar.portal.providers.selectors import ProviderView, provider_of
from weerbaar.portal.web.entrepreneur.member_page import person_of


@dataclass(frozen=True, slots=True)
class ProviderMember:
    """Who looks, and for which provider. `provider_id` is not the id of the organisation."""

    person: Person
    organisation: OrganisationView
    provider_id: uuid.UUID
    provider: ProviderView

    @property
    def actor(self) -> ProviderPerson:
        """Who acts, for services that both sides use."""
        return ProviderPerson(self.person.user_id, self.organisation.id)


def provider_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a `ProviderMember` instead of the id, and the templates the provider as `provider` and `organisation`."""

    @wraps(view)
    def guarded(request: HttpRequest, organisation_id: uuid.UUID, **names: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return redirect_to_login(request.get_full_path())
        try:
            found = provider_of(person, organisation_id)
            request.provider = found  # type: ignore[attr-defined]
            request.organisation = found.organisation  # type: ignore[attr-defined]
            response = view(request, ProviderMember(person, found.organisation, found.id, found), **names)
        except NoSuchProvider as error:
            raise Http404 from error
        except NotAllowed as error:
            raise PermissionDenied from error
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded
