"""What was done in and to a company, by whom, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.accounts.selectors import names_of
from weerbaar.portal.audit.selectors import RecordedEvent, events_of_organisation
from weerbaar.portal.core.actors import ActorKind
from weerbaar.portal.web.entrepreneur.event_words import event_words
from weerbaar.portal.web.entrepreneur.member_page import Member, member_page


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log."""

    at: datetime
    who: str
    what: str


@require_safe
@member_page
def log(request: HttpRequest, member: Member) -> HttpResponse:
    """The newest two hundred lines."""
    events = events_of_organisation(member.organisation.id)
    names = names_of(event.actor_id for event in events if event.actor_id)
    words = event_words()
    lines = [LogLine(event.at, _who(event, names), words[event.word]) for event in events if event.word in words]
    return render(request, "entrepreneur/log.html", {"lines": lines})


def _who(event: RecordedEvent, names: Mapping[UUID, str]) -> str:
    if event.actor == ActorKind.PROVIDER:
        return _("Somebody of a service provider")
    if event.actor_id:
        return names.get(event.actor_id, _("Somebody who left"))
    if event.actor == ActorKind.LINK_HOLDER:
        return _("Somebody with the link")
    return "Weerbaar"
