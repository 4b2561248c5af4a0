"""One meeting: its agenda, what is decided, who comes, and its end."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from weerbaar.portal.meetings.agenda.collect import Point
from weerbaar.portal.meetings.errors import DecisionRefused, MeetingRefused, MinutesRefused
from weerbaar.portal.meetings.patterns.read_patterns import load_patterns
from weerbaar.portal.meetings.selectors import MeetingView, meeting_of
from weerbaar.portal.meetings.services.answer_meeting import answer_meeting
from weerbaar.portal.meetings.services.hold_meeting import hold_meeting
from weerbaar.portal.meetings.services.keep_agenda import add_point, move_point, take_off
from weerbaar.portal.meetings.services.keep_minutes import approve_minutes
from weerbaar.portal.meetings.services.record_decision import DecisionForm, record_decision
from weerbaar.portal.meetings.words import Answer, DecisionKind, MeetingState, Source
from weerbaar.portal.trajectories.errors import MeasureNotNow, MeasureRefused, NoSuchMeasure
from weerbaar.portal.trajectories.measure_states import MeasureVerb
from weerbaar.portal.trajectories.selectors import MeasureView, measures_of
from weerbaar.portal.web.park.kvo import view_of_park
from weerbaar.portal.web.park.kvo_words import measure_fault, parties_for_choice, party_name
from weerbaar.portal.web.park.meeting_page import view_of_meeting
from weerbaar.portal.web.park.meeting_words import (
    answer_mark,
    decision_fault,
    decision_words,
    meeting_fault,
    meeting_mark,
    minutes_fault,
    pattern_name,
    source_word,
)
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

# Which verb of a measure has to be possible for which decision; a new day needs a measure that is not over.
_NEEDS = {
    DecisionKind.DONE: MeasureVerb.FINISH,
    DecisionKind.AGREE: MeasureVerb.AGREE,
    DecisionKind.REDATE: MeasureVerb.DROP,
    DecisionKind.STOP: MeasureVerb.DROP,
}
_STEPS = {"omhoog": -1, "omlaag": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@park_page
def meeting_one(request: HttpRequest, member: ParkMember, meeting_id: uuid.UUID) -> HttpResponse:
    """See all of it; with a form, one deed."""
    view = view_of_meeting(member, meeting_id)
    if request.method != "POST":
        return _show(request, member, view, {})
    try:
        _do(request, member, view)
    except MeetingRefused as refused:
        return _say(request, member, view, meeting_fault(refused.fault))
    except DecisionRefused as refused:
        return _say(request, member, view, decision_fault(refused.fault))
    except MinutesRefused as refused:
        return _say(request, member, view, minutes_fault(refused.fault))
    except MeasureRefused as refused:
        return _say(request, member, view, measure_fault(refused.fault))
    except MeasureNotNow:
        return _say(request, member, view, ("text", _("This measure was changed meanwhile. Look at it again.")))
    except NoSuchMeasure as error:
        raise Http404 from error
    return redirect("meeting-one", park_id=member.park.id, meeting_id=meeting_id)


def _do(request: HttpRequest, member: ParkMember, view: MeetingView) -> None:
    deed, key, person = request.POST.get("doe", ""), request.POST.get("punt", ""), member.person
    if deed in {"kom", "kom-niet"}:
        answer_meeting(view.id, Answer.COMES if deed == "kom" else Answer.NOT, actor=person)
    elif deed == "punt-erbij":
        add_point(view.id, request.POST.get("point", ""), actor=person)
    elif deed in _STEPS:
        move_point(view.id, key, _STEPS[deed], actor=person)
    elif deed == "eraf":
        take_off(view.id, key, actor=person)
    elif deed == "goedkeuren":
        source, _sign, subject = key.partition(":")
        if source != Source.MINUTES.value or not any(point.key == key for point in view.agenda):
            raise Http404
        approve_minutes(uuid.UUID(hex=subject), view.id, request.POST.get("hash", ""), actor=person)
    elif deed == "sluit":
        hold_meeting(view.id, _ids(request.POST.getlist("present")), actor=person)
    elif deed in {kind.value for kind in DecisionKind}:
        record_decision(view.id, _decision(request, view, DecisionKind(deed)), actor=person)


def _decision(request: HttpRequest, view: MeetingView, kind: DecisionKind) -> DecisionForm:
    key = request.POST.get("punt", "")
    point = next((point for point in view.agenda if point.key == key), None)
    try:
        due_on = parse_date(request.POST.get("due_on", ""))
    except ValueError:
        due_on = None
    return DecisionForm(
        kind=kind,
        text=request.POST.get("text", ""),
        measure_id=point.measure_id if point else None,
        due_on=due_on,
        owner=request.POST.get("owner", ""),
        point=key,
    )


def _say(request: HttpRequest, member: ParkMember, view: MeetingView, said: tuple[str, str]) -> HttpResponse:
    return _show(request, member, view, {said[0]: [said[1]]}, 422)


def _show(
    request: HttpRequest, member: ParkMember, view: MeetingView, errors: dict[str, list[str]], status: int = 200
) -> HttpResponse:
    language, words = language_of_page().value, decision_words()
    pattern = load_patterns().get(view.card.pattern)
    decides = member.park.can_run and view.decides_on(timezone.localdate())
    measures = {measure.id: measure for measure in measures_of(view_of_park(member))}
    points = [_row(view, point, measures, member, language) for point in view.agenda]
    is_open = next((row["point"].key for row in points if not row["decisions"]), "")
    context: dict[str, Any] = {
        "view": view,
        "card": view.card,
        "name": pattern_name(view.card.pattern, language),
        "mark": meeting_mark(view.card),
        "programme": [(item.minutes, item.text[language]) for item in pattern.items] if pattern else [],
        "points": points,
        "late": sum(1 for point in view.agenda if point.source is Source.MEASURE and point.is_live),
        "decides": decides,
        "plans": member.park.can_run and view.card.state is MeetingState.PLANNED,
        "can_close": decides and timezone.now() >= view.card.starts_at,
        "opened": request.POST.get("punt") if errors else is_open,
        "chosen": request.POST.get("doe", ""),
        "typed": {name: request.POST.get(name, "") for name in ("text", "due_on", "owner", "point")},
        "parties": parties_for_choice(language),
        "invitees": [(one, party_name(one.party, language), *answer_mark(one.answer)) for one in view.invitees],
        "answers": view.card.answer is not None and view.card.state is MeetingState.PLANNED,
        "decided": [
            (one, words[one.kind][0], party_name(one.owner, language) if one.owner else "") for one in view.decisions
        ],
        "errors": errors,
    }
    return render(request, "park/meeting_one.html", context, status=status)


def _row(
    view: MeetingView, point: Point, measures: dict[uuid.UUID, MeasureView], member: ParkMember, language: str
) -> dict[str, Any]:
    """A point as the page shows it: what it is about, what was decided, and what can be."""
    words = decision_words()
    measure = measures.get(point.measure_id) if point.measure_id else None
    kinds = [kind for kind, verb in _NEEDS.items() if measure and verb in measure.verbs]
    minutes = None
    if point.source is Source.MINUTES and point.is_live:
        minutes = meeting_of(member.person, uuid.UUID(hex=point.subject)).minutes
    return {
        "point": point,
        "title": point.title[language],
        "why": point.why[language] if point.why else "",
        "source": source_word(point.source),
        "owner": party_name(measure.owner, language) if measure and measure.owner else "",
        "kinds": [(kind.value, *words[kind]) for kind in (kinds or [DecisionKind.OTHER])],
        "decisions": [(one, words[one.kind][0]) for one in view.decisions if one.point == point.key],
        "minutes": minutes,
        "earlier": uuid.UUID(hex=point.subject) if point.source is Source.MINUTES else None,
    }


def _ids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
