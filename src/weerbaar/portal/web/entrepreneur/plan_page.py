"""What is behind an action's address is for the people of its company alone: the same 404 for every action not theirs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from weerbaar.portal.action_plans.errors import NoSuchAction, NoSuchHandover
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


def plan_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a company that speaks of its actions and hand-overs."""

    @wraps(view)
    def guarded(request: HttpRequest, member: Member, **names: Any) -> HttpResponse:
        try:
            return view(request, member, **names)
        except (NoSuchAction, NoSuchHandover) as error:
            raise Http404 from error

    return member_page(guarded)
