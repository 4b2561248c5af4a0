"""What an area asks of one party: papers to sign, measures, points, and days. For a partner the first page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from weerbaar.portal.inspections.content import load_inspection
from weerbaar.portal.inspections.selectors import PointView, Wanted, points_of
from weerbaar.portal.meetings.selectors import MeetingCard, meetings_of
from weerbaar.portal.meetings.words import Answer, MeetingState
from weerbaar.portal.trajectories.schemes.states import ArtefactState
from weerbaar.portal.trajectories.selectors import (
    MeasureView,
    TrajectoryView,
    measures_of,
    paper_of,
    trajectory_of,
    trajectory_of_park,
)
from weerbaar.portal.trajectories.services.keep_measure import RUNNING_PARTY
from weerbaar.portal.trajectories.words import MeasureState
from weerbaar.portal.web.park.kvo_words import measure_mark, party_name
from weerbaar.portal.web.park.meeting_words import answer_mark, pattern_name
from weerbaar.portal.web.park.park_page import ParkMember, park_page
from weerbaar.portal.web.public.visitors import language_of_page

_OVER = {MeasureState.CHECKED, MeasureState.DROPPED}
_FIXED = {ArtefactState.REVIEW, ArtefactState.ADOPTED}


@dataclass(frozen=True, slots=True)
class Day:
    """Something on a day: what it is, where to find it, and how it stands."""

    on: date
    text: str
    href: str
    mark: tuple[str, str]


@require_safe
@park_page
def park_mine(request: HttpRequest, member: ParkMember) -> HttpResponse:
    """Only what is this party's: nothing of others has to be searched through."""
    language, park = language_of_page().value, member.park
    party = park.party.value if park.party else RUNNING_PARTY
    found = trajectory_of_park(member.person, park.id)
    view = trajectory_of(member.person, found) if found else None
    measures = _measures(view, party)
    points = points_of(member.person, park.id, Wanted(party=party, is_open=True))
    meetings = [
        card
        for card in meetings_of(member.person, park.id)
        if card.state is MeetingState.PLANNED and card.ends_at > timezone.now()
    ]
    sign = _to_sign(view, language)
    own = [item for item in measures if item.owner == party]
    context: dict[str, Any] = {
        "party": party_name(party, language),
        "sign": sign,
        "measures": [(item, *measure_mark(item)) for item in own],
        "joined": [
            (item, party_name(item.owner, language) if item.owner else "") for item in measures if item not in own
        ],
        "points": [(item, _point_name(item, language), *_point_mark(item)) for item in points],
        "days": _days(member, meetings, own, points, language),
        "late": sum(1 for item in own if item.days_late) + sum(1 for item in points if item.days_late),
        "open": len(sign) + len(own) + len(points),
    }
    return render(request, "park/mine.html", context)


def _to_sign(view: TrajectoryView | None, language: str) -> list[tuple[str, str]]:
    """Kind and name of each paper whose text is fixed, that wants signatures, and that this party has not signed."""
    if view is None or not view.signs_for:
        return []
    papers = (paper_of(view, kind) for kind in view.scheme.artefacts)
    return [
        (paper.kind.id, paper.kind.name[language])
        for paper in papers
        if paper
        and "signatures" in paper.kind.required
        and paper.state in _FIXED
        and view.signs_for not in {signature.party for signature in paper.signatures}
    ]


def _measures(view: TrajectoryView | None, party: str) -> list[MeasureView]:
    every = measures_of(view, party=party) if view else []
    alive = [item for item in every if item.state not in _OVER]
    return sorted(alive, key=lambda item: (item.due_on or date.max, item.what))


def _days(
    member: ParkMember, meetings: list[MeetingCard], own: list[MeasureView], points: list[PointView], language: str
) -> list[Day]:
    """Meetings, and the days by which measures and points are to be ready, the first one first."""
    park_id = member.park.id
    days = [
        Day(
            timezone.localdate(card.starts_at),
            pattern_name(card.pattern, language),
            reverse("meeting-one", kwargs={"park_id": park_id, "meeting_id": card.id}),
            answer_mark(card.answer or Answer.NONE),
        )
        for card in meetings
    ]
    days += [
        Day(
            item.due_on,
            item.what,
            reverse("kvo-measure", kwargs={"park_id": park_id, "measure_id": item.id}),
            measure_mark(item),
        )
        for item in own
        if item.due_on and item.state is not MeasureState.DONE
    ]
    days += [
        Day(
            item.due_on,
            _point_name(item, language),
            reverse("inspection-point", kwargs={"park_id": park_id, "point_id": item.id}),
            _point_mark(item),
        )
        for item in points
    ]
    return sorted(days, key=lambda day: (day.on, day.text))


def _point_name(point: PointView, language: str) -> str:
    kind = load_inspection().types.get(point.type)
    name = kind.name[language] if kind else point.type
    return f"{name} ({point.place_text})" if point.place_text else name


def _point_mark(point: PointView) -> tuple[str, str]:
    return ("first", _("Late")) if point.days_late else ("none", _("To repair"))
