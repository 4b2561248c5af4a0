"""The meetings of an area: the list, a new one, a change, and the private calendar."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.portal.meetings.errors import MeetingRefused
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.selectors import MeetingView, has_calendar_link, meetings_of
from weerbaar.portal.meetings.services.make_calendar_link import make_calendar_link, withdraw_calendar_link
from weerbaar.portal.meetings.services.plan_meeting import MeetingForm, cancel_meeting, change_meeting, plan_meeting
from weerbaar.portal.meetings.words import MeetingState
from weerbaar.portal.web.letters.meetings import send_meeting
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.meeting_page import view_of_meeting
from weerbaar.portal.web.park.meeting_words import meeting_fault, meeting_mark, pattern_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_T = TypeVar("_T")
_FIELDS = ("pattern", "day", "start", "end", "place", "link")


@dataclass(frozen=True)
class PlanForm:
    """What was filled in, as text."""

    text: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def read(self) -> MeetingForm:
        """What it means; moments are of the clock of the Netherlands."""
        day = _parsed(parse_date, self.text["day"])
        start, end = (_parsed(parse_time, self.text[name]) for name in ("start", "end"))
        zone = timezone.get_current_timezone()

        def moment(clock: time | None) -> datetime | None:
            return datetime.combine(day, clock.replace(tzinfo=None), zone) if day and clock else None

        return MeetingForm(moment(start), moment(end), self.text["pattern"], self.text["place"], self.text["link"])


@require_http_methods(["GET", "HEAD"])
@park_page
def meeting_list(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Those to come, then those that were."""
    return _list(request, member, "")


@require_POST
@park_page
def meeting_calendar(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Make the private address of one's own calendar, or withdraw it. The address is shown once."""
    if "weg" in request.POST:
        withdraw_calendar_link(member.park.id, actor=member.person)
        return redirect("meeting-list", park_id=member.park.id)
    return _list(request, member, make_calendar_link(member.park.id, actor=member.person))


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def meeting_new(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Plan a meeting; everybody with a seat gets a letter."""
    trajectory = view_of_park(member)
    if request.method != "POST":
        return _form(request, PlanForm(dict.fromkeys(_FIELDS, "")), None)
    form = _posted(request)
    try:
        meeting_id = plan_meeting(trajectory.id, form.read(), actor=member.person)
    except MeetingRefused as refused:
        return _refused(request, form, refused, None)
    send_meeting(view_of_meeting(member, meeting_id))
    return redirect("meeting-one", park_id=member.park.id, meeting_id=meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def meeting_change(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """Another moment or place, or no meeting at all; everybody invited gets a letter."""
    view = view_of_meeting(member, meeting_id)
    if request.method != "POST":
        return _form(request, _of(view), view)
    form = _posted(request)
    try:
        if request.POST.get("doe") == "vervalt":
            cancel_meeting(meeting_id, actor=member.person)
        else:
            change_meeting(meeting_id, form.read(), actor=member.person)
    except MeetingRefused as refused:
        return _refused(request, form, refused, view)
    send_meeting(view_of_meeting(member, meeting_id))
    return redirect("meeting-one", park_id=member.park.id, meeting_id=meeting_id)


def _list(request: HttpRequest, member: ParkMember, token: str) -> HttpResponse:
    language = language_of_page().value
    rows = [
        (card, pattern_name(card.pattern, language), *meeting_mark(card))
        for card in meetings_of(member.person, member.park.id)
    ]
    coming = [row for row in reversed(rows) if row[0].state is MeetingState.PLANNED]
    context = {
        "coming": coming,
        "earlier": [row for row in rows if row[0].state is not MeetingState.PLANNED],
        "feed": f"{settings.PUBLIC_URL}{reverse('meeting-feed', kwargs={'token': token})}" if token else "",
        "has_link": has_calendar_link(member.person, member.park.id),
    }
    return render(request, "park/meeting_list.html", context)


def _form(request: HttpRequest, form: PlanForm, view: MeetingView | None, status: int = 200) -> HttpResponse:
    language = language_of_page().value
    patterns = [
        (
            pattern.id,
            pattern.title[language],
            pattern.minutes,
            [(item.minutes, item.text[language]) for item in pattern.items],
        )
        for pattern in load_patterns().values()
    ]
    context = {"form": form, "errors": form.errors, "patterns": patterns, "view": view}
    return render(request, "park/meeting_form.html", context, status=status)


def _refused(request: HttpRequest, form: PlanForm, refused: MeetingRefused, view: MeetingView | None) -> HttpResponse:
    name, said = meeting_fault(refused.fault)
    return _form(request, PlanForm(form.text, {name: [said]}), view, 422)


def _posted(request: HttpRequest) -> PlanForm:
    return PlanForm({name: request.POST.get(name, "").strip() for name in _FIELDS})


def _of(view: MeetingView) -> PlanForm:
    begin, end = timezone.localtime(view.card.starts_at), timezone.localtime(view.card.ends_at)
    return PlanForm(
        {
            "pattern": view.card.pattern,
            "day": f"{begin:%Y-%m-%d}",
            "start": f"{begin:%H:%M}",
            "end": f"{end:%H:%M}",
            "place": view.card.place,
            "link": view.card.link,
        }
    )


def _parsed(read: Callable[[str], _T | None], text: str) -> _T | None:
    """None also for a day or hour that cannot be, such as 31 February."""
    try:
        return read(text)
    except ValueError:
        return None
