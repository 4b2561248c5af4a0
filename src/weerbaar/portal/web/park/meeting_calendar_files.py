"""Meetings for calendars: a file of one meeting, and the feed behind a private address."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from weerbaar.portal.meetings.calendar_file import Method, calendar_file
from weerbaar.portal.meetings.errors import NoSuchCalendar
from weerbaar.portal.meetings.selectors import calendar_behind
from weerbaar.portal.web.letters.meetings import entry_of
from weerbaar.portal.web.park.meeting_page import view_of_meeting
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_safe
@park_page
def meeting_file(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting, for one's own calendar."""
    view = view_of_meeting(member, meeting_id)
    entry = entry_of(view.card, view.park.id, language_of_page().value)
    return _answer(calendar_file([entry], Method.PUBLISH, view.park.name), "overleg")


@require_safe
def meeting_feed(request: HttpRequest, token: str) -> HttpResponse:
    """All meetings of an area, for the program that holds the secret: when, where and what sort; never what is decided."""
    try:
        park, cards = calendar_behind(token)
    except NoSuchCalendar as error:
        raise Http404 from error
    entries = [entry_of(card, park.id, settings.LANGUAGE_CODE[:2]) for card in cards]
    response = _answer(calendar_file(entries, Method.PUBLISH, park.name), "agenda")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
