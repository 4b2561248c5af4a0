"""The minutes of a meeting: read, print, send round, ask for a correction, correct."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from weerbaar.portal.meetings.errors import MinutesRefused
from weerbaar.portal.meetings.selectors import MeetingView
from weerbaar.portal.meetings.services.keep_minutes import correct_minutes, remark_on_minutes, send_minutes
from weerbaar.portal.web.letters.meetings import send_minutes_round
from weerbaar.portal.web.papers.answer import pdf_answer
from weerbaar.portal.web.papers.minutes import minutes_paper
from weerbaar.portal.web.park.kvo_words import party_name
from weerbaar.portal.web.park.meeting_page import view_of_meeting
from weerbaar.portal.web.park.meeting_words import decision_words, minutes_fault, pattern_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def meeting_minutes(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """See the minutes; everybody says what should be corrected, who runs the area corrects and sends them."""
    view = _with_minutes(member, meeting_id)
    if request.method != "POST":
        return _show(request, member, view, {})
    deed, text = request.POST.get("doe", ""), request.POST.get("text", "")
    try:
        if deed == "verstuur":
            send_minutes(meeting_id, actor=member.person)
            send_minutes_round(view)
        elif deed == "opmerking":
            remark_on_minutes(meeting_id, text, actor=member.person)
        elif deed == "correctie":
            correct_minutes(meeting_id, text, actor=member.person)
    except MinutesRefused as refused:
        name, said = minutes_fault(refused.fault)
        return _show(request, member, view, {name: [said]}, 422)
    return redirect("meeting-minutes", park_id=member.park.id, meeting_id=meeting_id)


@require_safe
@park_page
def meeting_minutes_pdf(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes on paper."""
    view = _with_minutes(member, meeting_id)
    day = timezone.localdate(view.card.starts_at)
    return pdf_answer(minutes_paper(view, language_of_page(), timezone.now()), _("minutes"), day)


def _with_minutes(member: ParkMember, meeting_id: uuid.UUID) -> MeetingView:
    view = view_of_meeting(member, meeting_id)
    if view.minutes is None:
        raise Http404
    return view


def _show(
    request: HttpRequest, member: ParkMember, view: MeetingView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, words = language_of_page().value, decision_words()
    minutes = view.minutes
    context = {
        "view": view,
        "card": view.card,
        "minutes": minutes,
        "name": pattern_name(view.card.pattern, language),
        "present": [(one.name, party_name(one.party, language)) for one in view.invitees if one.present],
        "agenda": [point.title[language] for point in view.agenda],
        "decided": [
            (one, words[one.kind][0], party_name(one.owner, language) if one.owner else "") for one in view.decisions
        ],
        "is_open": minutes is not None and minutes.approved_at is None,
        "runs": member.park.can_run,
        "text": request.POST.get("text", ""),
        "chosen": request.POST.get("doe", ""),
        "errors": errors,
    }
    return render(request, "park/meeting_minutes.html", context, status=status)
